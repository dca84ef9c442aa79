// The files of this session in a panel at the side: how far each is, and a way to ask about it.
import { type ReactNode, useEffect, useRef } from "react";
import { Icon } from "../icon.tsx";
import { fileStateText } from "./file-state-text.ts";
import type { ShelfFile } from "./shelf.ts";

interface FilesPanelProps {
  readonly files: readonly ShelfFile[];
  readonly onAsk: (file: ShelfFile) => void;
  readonly onRemove: (file: ShelfFile) => void;
  readonly onClose: () => void;
  readonly onPick: () => void;
}

export function FilesPanel({ files, onAsk, onRemove, onClose, onPick }: FilesPanelProps) {
  const closeButton = useRef<HTMLButtonElement>(null);
  const before = useRef<Element>(null);
  useEffect(() => {
    before.current = document.activeElement;
    closeButton.current?.focus();
  }, []);
  const close = () => {
    onClose();
    if (before.current instanceof HTMLElement) before.current.focus();
  };
  return (
    <aside
      aria-label="Files"
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        close();
      }}
      className="flex w-80 shrink-0 animate-arrive flex-col border-l border-line bg-side max-lg:absolute max-lg:inset-y-0 max-lg:right-0 max-lg:z-20 max-lg:max-w-full max-lg:shadow-raised max-sm:w-full max-sm:border-l-0"
    >
      <header className="flex h-14 shrink-0 items-center justify-between pr-2.5 pl-4">
        <h2 className="text-sm font-semibold">Files</h2>
        <button ref={closeButton} type="button" className="icon-button" onClick={close} aria-label="Close the files">
          <Icon name="close" className="size-4.5" />
        </button>
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto px-3 pb-3">
        {files.length === 0 ? (
          <NoFiles />
        ) : (
          <ul className="space-y-1.5">
            {files.map((file) => (
              <FileRow key={file.key} file={file} onAsk={onAsk} onRemove={onRemove} />
            ))}
          </ul>
        )}
      </div>
      <div className="border-t border-line p-3">
        <button type="button" onClick={onPick} className="plain-button w-full">
          <Icon name="attach" className="size-4.5" />
          Add a file
        </button>
      </div>
    </aside>
  );
}

const NoFiles = () => (
  <p className="px-1 py-2 text-sm text-soft">
    Nothing here yet. Drop a CSV, JSON, Markdown, text or PDF file anywhere on the page, up to 25 MB, and ask about it.
  </p>
);

interface FileRowProps {
  readonly file: ShelfFile;
  readonly onAsk: (file: ShelfFile) => void;
  readonly onRemove: (file: ShelfFile) => void;
}

function FileRow({ file, onAsk, onRemove }: FileRowProps) {
  const failed = file.state === "failed";
  const busy = file.state === "uploading" || file.state === "reading";
  return (
    <li className="rounded-xl border border-line bg-raised px-3 py-2.5">
      <div className="flex items-start gap-2.5">
        <Icon name="file" className={`mt-0.5 size-4.5 ${failed ? "text-fault" : "text-soft"}`} />
        <div className="min-w-0 flex-1">
          <p className="truncate text-sm leading-5 font-medium" title={file.name}>
            {file.name}
          </p>
          <p className={`text-xs leading-4.5 ${failed ? "text-fault" : "text-soft"}`}>{fileStateText(file)}</p>
          {busy && (
            <progress
              className="bar mt-1.5 block"
              max={1}
              value={file.progress}
              aria-label={`${file.name}: ${fileStateText(file)}`}
            />
          )}
        </div>
        {file.file_id && !failed && (
          <RowButton label={`Ask about ${file.name}`} onClick={() => onAsk(file)}>
            Ask
          </RowButton>
        )}
        {!file.file_id && (
          <RowButton label={`Take ${file.name} off the list`} onClick={() => onRemove(file)}>
            Remove
          </RowButton>
        )}
      </div>
    </li>
  );
}

const RowButton = ({ label, onClick, children }: { label: string; onClick: () => void; children: ReactNode }) => (
  <button
    type="button"
    aria-label={label}
    onClick={onClick}
    className="-my-1 -mr-1.5 rounded-lg px-2.5 py-1.5 text-sm font-medium text-accent hover:bg-hover"
  >
    {children}
  </button>
);
