// What an agent said: its mark and name, the text as it comes, how it ended, and small tools for whoever looks closer.
import type { AssistantEntry } from "@polylogue/client";
import { memo } from "react";
import type { Drill } from "../results/drill.ts";
import { Result } from "../results/result.tsx";
import { CopyButton } from "./copy-button.tsx";
import { Failure } from "./failure.tsx";
import { LatencyLine } from "./latency.tsx";
import { Markdown } from "./markdown.tsx";
import { Note } from "./note.tsx";
import { Speaker, type SpeakerFace } from "./speaker.tsx";
import { Thinking } from "./thinking.tsx";

interface AnswerProps {
  readonly entry: AssistantEntry;
  readonly speaker: SpeakerFace;
  readonly latest: boolean;
  readonly onRetry: (turnId: string) => void;
  readonly onDrill: (drill: Drill) => void;
}

export const Answer = memo(({ entry, speaker, latest, onRetry, onDrill }: AnswerProps) => {
  const { text, streaming, fault, latency, turn_id } = entry;
  const ending = streaming ? undefined : endingOf(entry);
  return (
    <article aria-label={`${speaker.title} said`} aria-busy={streaming} className="group/answer">
      <Speaker speaker={speaker} />
      <div className="space-y-2.5">
        {text && <Markdown text={text} writing={streaming} />}
        <Result entry={entry} onDrill={onDrill} />
        {streaming && !text && <Thinking doing={entry.activity} />}
        {ending && <Note icon="stop">{ending}</Note>}
        {fault && (
          <Failure
            message={fault.message}
            onRetry={fault.retryable && !streaming ? () => onRetry(turn_id) : undefined}
          />
        )}
      </div>
      {!streaming && text && (
        <div
          className={`mt-1 -ml-1.5 flex min-h-7 items-start gap-1 pointer-coarse:-ml-3.5 transition-opacity pointer-fine:group-focus-within/answer:opacity-100 pointer-fine:group-hover/answer:opacity-100 pointer-fine:has-[[aria-expanded=true]]:opacity-100 ${latest ? "" : "pointer-fine:opacity-0"}`}
        >
          <CopyButton text={text} />
          {latency && <LatencyLine latency={latency} />}
        </div>
      )}
    </article>
  );
});

function endingOf({ status, partial, fault }: AssistantEntry): string | undefined {
  if (status === "cancelled") return "You stopped this answer.";
  if (status === "superseded") return "Something newer took the place of this answer.";
  if (fault) return undefined;
  if (status === "failed") return "This answer could not be finished.";
  return partial ? "This answer was not finished." : undefined;
}
