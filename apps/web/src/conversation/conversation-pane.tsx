// One conversation: its messages, and under them the field for the next one.
import type { UserEntry } from "@polylogue/client";
import { type RefObject, useCallback, useEffect, useRef } from "react";
import type { Agent } from "../agents/agent.ts";
import type { Drill } from "../results/drill.ts";
import { useClientSnapshot, usePageSession, useShelfFiles, useWatchedTurns } from "../session/page-session.ts";
import { ask, askAgain, repeatTurn } from "./ask.ts";
import { Composer } from "./composer.tsx";
import type { DraftBook } from "./drafts.ts";
import { useScrollPlace } from "./scroll-place.ts";
import { Thread } from "./thread.tsx";

interface ConversationPaneProps {
  readonly agent: Agent;
  readonly agents: readonly Agent[];
  readonly drafts: DraftBook;
  readonly offline: boolean;
  /** Whether it is known what has been said before. */
  readonly settled: boolean;
  readonly onFiles: (files: readonly File[]) => void;
  readonly onPick: () => void;
}

export function ConversationPane({ agent, agents, drafts, offline, settled, onFiles, onPick }: ConversationPaneProps) {
  const { client } = usePageSession();
  const { session, conversations } = useClientSnapshot();
  const files = useShelfFiles();
  const id = session && client.conversationId(agent);
  const conversation = id === undefined ? undefined : conversations.get(id);
  const runningTurn = useWatchedTurns().get(id ?? "")?.[0];
  const scroll = useScrollPlace(agent.key);
  const { toEnd: scrollToEnd } = scroll;
  const field = useRef<HTMLTextAreaElement>(null);
  const draft = drafts.of(agent.key);
  const file = files.find(({ key }) => key === draft.file);

  const onAsk = useCallback(
    (text: string) => {
      ask(client, agent, { text });
      focusField(field);
    },
    [client, agent],
  );
  const onDrill = useCallback(
    ({ text, fields }: Drill) => {
      ask(client, agent, { text, drill: fields });
      scrollToEnd();
    },
    [client, agent, scrollToEnd],
  );
  const onRetryTurn = useCallback((turnId: string) => repeatTurn(client, agent, turnId), [client, agent]);
  const onRetryMessage = useCallback((entry: UserEntry) => askAgain(client, agent, entry), [client, agent]);
  const stop = runningTurn === undefined || offline ? undefined : () => client.cancel({ turn_id: runningTurn });
  useEscape(stop);
  useFocusOnArrival(field);

  const send = () => {
    ask(client, agent, {
      text: draft.text.trim(),
      file: file?.file_id === undefined ? undefined : { file_id: file.file_id, name: file.name },
    });
    drafts.clear(agent.key);
    scroll.toEnd();
  };
  return (
    <>
      <h2 className="sr-only">Conversation with {agent.title}</h2>
      <Thread
        agent={agent}
        agents={agents}
        conversation={conversation}
        offline={offline}
        settled={settled}
        runningTurn={runningTurn}
        scroll={scroll}
        onAsk={onAsk}
        onDrill={onDrill}
        onRetryTurn={onRetryTurn}
        onRetryMessage={onRetryMessage}
      />
      <div className="mx-auto w-full max-w-3xl shrink-0 px-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] md:px-5 md:pb-5">
        <Composer
          ref={field}
          agentTitle={agent.title}
          text={draft.text}
          onText={(text) => drafts.write(agent.key, text)}
          file={file}
          onDetach={() => drafts.attach(agent.key, undefined)}
          onFiles={onFiles}
          onPick={onPick}
          onSend={send}
          onStop={stop}
        />
      </div>
    </>
  );
}

/** Escape stops the answer, wherever on the page the focus is, unless something there has used it. */
function useEscape(stop: (() => void) | undefined): void {
  useEffect(() => {
    if (!stop) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === "Escape" && !event.defaultPrevented && !event.isComposing) stop();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [stop]);
}

type Field = RefObject<HTMLTextAreaElement | null>;

/** With a keyboard at hand one can type at once; on a touch screen that would open the keyboard unasked. */
function focusField(field: Field): void {
  if (matchMedia("(pointer: fine)").matches) field.current?.focus();
}

function useFocusOnArrival(field: Field): void {
  useEffect(() => focusField(field), [field]);
}
