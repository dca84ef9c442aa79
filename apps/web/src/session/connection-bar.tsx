// One quiet line above the conversation while something about the connection is not as it should be.
import type { ReactNode } from "react";
import type { Trouble } from "./trouble.ts";

interface ConnectionBarProps {
  readonly trouble: Trouble | undefined;
  readonly onConnect: () => void;
  readonly onDismiss: () => void;
}

export function ConnectionBar({ trouble, ...acts }: ConnectionBarProps) {
  return (
    <div role="status" aria-live="polite">
      {trouble && <Bar trouble={trouble} {...acts} />}
    </div>
  );
}

function Bar({ trouble, onConnect, onDismiss }: ConnectionBarProps & { trouble: Trouble }) {
  switch (trouble.kind) {
    case "connecting":
      return <Line pulse>Connecting</Line>;
    case "reconnecting":
      return (
        <Line pulse warn>
          The connection was lost. Trying again; what you write is kept and sent as soon as it is back.
        </Line>
      );
    case "closed":
      return (
        <Line warn>
          {trouble.message} <Act onClick={onConnect}>Connect again</Act>
        </Line>
      );
    case "fault":
      return (
        <Line warn>
          {trouble.message} <Act onClick={onDismiss}>Close</Act>
        </Line>
      );
    case "degraded":
      return (
        <Line
          warn
        >{`A part of the service is away (${trouble.parts.join(", ")}). Answers may be slow or simpler until it is back.`}</Line>
      );
  }
}

const Act = ({ onClick, children }: { onClick: () => void; children: string }) => (
  <button type="button" onClick={onClick} className="ml-1 font-semibold underline underline-offset-3">
    {children}
  </button>
);

const Line = ({ warn = false, pulse = false, children }: { warn?: boolean; pulse?: boolean; children: ReactNode }) => (
  <p
    className={`flex items-center justify-center gap-2.5 px-4 py-1.5 text-[0.8125rem] leading-5 ${warn ? "bg-warn-tint text-warn" : "bg-side text-soft"}`}
  >
    {pulse && <span className="size-1.5 shrink-0 animate-breathe rounded-full bg-current" />}
    <span>{children}</span>
  </p>
);
