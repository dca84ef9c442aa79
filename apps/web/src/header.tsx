// The frame around the conversation: name, agents, files and colours; a column at the side, a strip on a narrow screen.
import type { ReactNode } from "react";
import { Icon } from "./icon.tsx";
import { ThemeButton } from "./theme/theme-button.tsx";

interface HeaderProps {
  readonly filesShown: boolean;
  readonly fileCount: number;
  readonly onFiles: () => void;
  /** The switcher of agents. */
  readonly children: ReactNode;
}

export const Header = ({ filesShown, fileCount, onFiles, children }: HeaderProps) => (
  <header className="flex shrink-0 bg-side max-md:flex-col max-md:border-b max-md:border-line max-md:px-3 max-md:pt-2 max-md:pb-1.5 md:w-72 md:flex-col md:border-r md:border-line md:p-3">
    <div className="flex items-center justify-between md:mb-4 md:h-10 md:pr-0 md:pl-2.5">
      <h1 className="flex items-center gap-2.5 text-[0.9375rem] font-semibold tracking-tight">
        <Logo />
        Polylogue
      </h1>
      <div className="flex items-center gap-0.5 md:hidden">
        <FilesButton shown={filesShown} count={fileCount} onClick={onFiles} />
        <ThemeButton />
      </div>
    </div>
    <div className="min-h-0 min-w-0 md:flex-1 md:overflow-y-auto">{children}</div>
    <div className="flex items-center justify-between pt-2 max-md:hidden">
      <FilesButton shown={filesShown} count={fileCount} onClick={onFiles} />
      <ThemeButton />
    </div>
  </header>
);

const FilesButton = ({ shown, count, onClick }: { shown: boolean; count: number; onClick: () => void }) => (
  <button
    type="button"
    onClick={onClick}
    aria-expanded={shown}
    className="flex h-9 items-center gap-2 rounded-[0.625rem] px-2.5 text-sm font-medium text-soft transition-colors hover:bg-hover hover:text-ink aria-expanded:bg-hover aria-expanded:text-ink pointer-coarse:h-11"
  >
    <Icon name="folder" />
    Files
    {count > 0 && <span className="text-xs tabular-nums">{count}</span>}
  </button>
);

const Logo = () => (
  <svg aria-hidden="true" viewBox="0 0 32 32" className="size-6 text-accent">
    <path d="M6 5h20a4 4 0 0 1 4 4v10a4 4 0 0 1-4 4H15l-7 6v-6H6a4 4 0 0 1-4-4V9a4 4 0 0 1 4-4Z" fill="currentColor" />
    <path d="M9 12h14M9 17h8" className="stroke-paper" strokeWidth="2.6" strokeLinecap="round" />
  </svg>
);
