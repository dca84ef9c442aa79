// What the user said: a quiet bubble at the right, and under it how far the message has come.
import type { UserEntry } from "@polylogue/client";
import { memo } from "react";
import { Icon } from "../icon.tsx";
import { Failure } from "./failure.tsx";
import { sentFile } from "./sent-files.ts";

interface QuestionProps {
  readonly entry: UserEntry;
  /** No connection: what is not stored yet waits for it. */
  readonly offline: boolean;
  readonly latest: boolean;
  readonly onRetry: (entry: UserEntry) => void;
}

export const Question = memo(({ entry, offline, latest, onRetry }: QuestionProps) => {
  const { text, state, fault } = entry;
  const file = sentFile(entry.message_id);
  return (
    <article aria-label="You said" className="flex flex-col items-end gap-1 pt-2">
      <div
        className={`max-w-[85%] rounded-2xl rounded-br-md bg-tint px-4 py-2.5 transition-opacity ${state === "sending" ? "opacity-80" : ""}`}
      >
        <p className="whitespace-pre-wrap [overflow-wrap:anywhere]">{text}</p>
        {file && (
          <p className="mt-1 flex items-center gap-1.5 text-xs text-soft">
            <Icon name="file" className="size-4" />
            <span className="min-w-0 truncate">{file.name}</span>
          </p>
        )}
      </div>
      {state === "sending" && <State icon="clock">{offline ? "Waiting for the connection" : "Sending"}</State>}
      {state === "sent" && latest && <State icon="done">Stored</State>}
      {state === "refused" && fault && (
        <div className="mt-1 w-full max-w-[85%]">
          <Failure message={fault.message} onRetry={fault.retryable ? () => onRetry(entry) : undefined} />
        </div>
      )}
    </article>
  );
});

const State = ({ icon, children }: { icon: "clock" | "done"; children: string }) => (
  <p className="flex items-center gap-1 pr-1 text-xs text-soft">
    <Icon name={icon} className="size-3.5" />
    {children}
  </p>
);
