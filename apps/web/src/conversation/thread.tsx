// The messages of one conversation in their order, in a list that stays where the reader wants it.
import type { Conversation, Entry, NoteEntry, UserEntry } from "@polylogue/client";
import { type Agent, speakerOf } from "../agents/agent.ts";
import { Approval } from "../approvals/approval.tsx";
import { Icon } from "../icon.tsx";
import type { Drill } from "../results/drill.ts";
import { Answer } from "./answer.tsx";
import { EmptyConversation } from "./empty-conversation.tsx";
import { Note } from "./note.tsx";
import { Question } from "./question.tsx";
import type { ScrollPlace } from "./scroll-place.ts";
import { Speaker } from "./speaker.tsx";
import { Thinking } from "./thinking.tsx";

interface ThreadProps {
  readonly agent: Agent;
  readonly agents: readonly Agent[];
  readonly conversation: Conversation | undefined;
  readonly offline: boolean;
  /** The turn that is under way. */
  readonly runningTurn: string | undefined;
  readonly settled: boolean;
  readonly scroll: ScrollPlace;
  readonly onAsk: (text: string) => void;
  readonly onDrill: (drill: Drill) => void;
  readonly onRetryTurn: (turnId: string) => void;
  readonly onRetryMessage: (entry: UserEntry) => void;
}

export function Thread(props: ThreadProps) {
  const { agent, conversation } = props;
  const { list, content, atEnd, toEnd, onScroll, onHand } = props.scroll;
  const messages = conversation?.messages ?? [];
  return (
    <div className="relative min-h-0 flex-1">
      <div
        ref={list}
        onScroll={onScroll}
        onWheel={onHand}
        onTouchMove={onHand}
        onKeyDown={onHand}
        onPointerDown={onHand}
        role="log"
        aria-live="off"
        aria-label={`Conversation with ${agent.title}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard
        tabIndex={0}
        className="h-full overflow-y-auto overscroll-contain outline-offset-[-2px]"
      >
        <div ref={content} className="flex min-h-full flex-col">
          {messages.length === 0 ? (
            props.settled && <EmptyConversation agent={agent} onAsk={props.onAsk} />
          ) : (
            <div className="mx-auto flex w-full max-w-3xl flex-col gap-4 px-5 pt-3 pb-8">
              {messages.map((entry, place) => (
                <EntryView key={entry.key} entry={entry} place={place} {...props} />
              ))}
              <Awaited {...props} />
            </div>
          )}
        </div>
      </div>
      {!atEnd && <ToEndButton onClick={toEnd} />}
    </div>
  );
}

function EntryView({ entry, place, ...props }: ThreadProps & { entry: Entry; place: number }) {
  const { agent, agents, conversation, offline, onDrill, onRetryTurn, onRetryMessage } = props;
  const messages = conversation?.messages ?? [];
  switch (entry.role) {
    case "user":
      return (
        <Question
          entry={entry}
          offline={offline}
          latest={place === lastOf(messages, "user")}
          onRetry={onRetryMessage}
        />
      );
    case "assistant":
      return (
        <Answer
          entry={entry}
          speaker={speakerOf(agents, entry.agent ?? agent.name)}
          latest={place === messages.length - 1}
          onRetry={onRetryTurn}
          onDrill={onDrill}
        />
      );
    case "note":
      return <TurnNote entry={entry} {...props} />;
    case "plan":
      return <Approval entry={entry} asker={speakerOf(agents, entry.agent ?? agent.name).title} offline={offline} />;
  }
}

const lastOf = (messages: readonly Entry[], role: Entry["role"]): number =>
  messages.findLastIndex((entry) => entry.role === role);

/** A handoff is always told; a choice only when another agent answers than before, and no handoff says so. */
function TurnNote({ entry: { key, note, turn_id }, agent, agents, conversation }: ThreadProps & { entry: NoteEntry }) {
  const titleOf = (name: string) => speakerOf(agents, name).title;
  if (note.type === "handoff")
    return <Note icon="handoff">{`${titleOf(note.from)} → ${titleOf(note.to)}: ${note.reason}`}</Note>;
  const messages = conversation?.messages ?? [];
  const isTold = messages.some(
    (other) => other.role === "note" && other.turn_id === turn_id && other.note.type === "handoff",
  );
  const before = messages.slice(
    0,
    messages.findIndex((other) => other.key === key),
  );
  const speaker = before.findLast((other) => other.role === "assistant")?.agent ?? agent.name;
  return note.agent === speaker || isTold ? null : <Note icon="handoff">{`${titleOf(note.agent)} answers`}</Note>;
}

/** A turn is running, and nothing of its answer is there yet; it does not think while it waits for a decision. */
function Awaited({ agent, agents, conversation, runningTurn }: ThreadProps) {
  const ofTurn = conversation?.messages.filter(({ turn_id }) => turn_id === runningTurn) ?? [];
  const isShown = ofTurn.some(
    (entry) => entry.role === "assistant" || (entry.role === "plan" && entry.status === "waiting"),
  );
  if (runningTurn === undefined || isShown) return null;
  return (
    <div>
      <Speaker speaker={speakerOf(agents, chosenAgent(ofTurn) ?? agent.name)} />
      <Thinking />
    </div>
  );
}

const chosenAgent = (ofTurn: readonly Entry[]): string | undefined => {
  const last = ofTurn.findLast((entry) => entry.role === "note");
  return last && (last.note.type === "handoff" ? last.note.to : last.note.agent);
};

const ToEndButton = ({ onClick }: { onClick: () => void }) => (
  <button
    type="button"
    onClick={onClick}
    aria-label="Go to the latest message"
    className="absolute bottom-3 left-1/2 grid size-9 -translate-x-1/2 animate-arrive place-items-center rounded-full border border-line bg-raised text-soft shadow-raised hover:text-ink"
  >
    <Icon name="down" className="size-4.5" />
  </button>
);
