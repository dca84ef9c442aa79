// Conversations as a snapshot tells them, and the entries that every way of telling begins with.
import type { AnswerType, ConversationSnapshot, HistoryMessage } from "@polylogue/protocol";
import type { AssistantEntry, Conversation, Conversations, Entry } from "./conversation.ts";
import { withAnswer } from "./several-answers.ts";

export const emptyAnswer = (turn_id: string, at: number): AssistantEntry => ({
  key: turn_id,
  role: "assistant",
  turn_id,
  at,
  text: "",
  streaming: true,
  partial: false,
  type: "message",
});

/** Behind what belongs to the same turn, before messages that wait for turns of their own. */
export function afterItsTurn(messages: readonly Entry[], entry: Entry): readonly Entry[] {
  const last = messages.findLastIndex(({ turn_id }) => turn_id === entry.turn_id);
  return last < 0 ? [...messages, entry] : messages.toSpliced(last + 1, 0, entry);
}

/** What the snapshot shows replaces what was known; messages that are still on their way stay. */
export function fromSnapshot(state: Conversations, conversations: readonly ConversationSnapshot[]): Conversations {
  const next = new Map(conversations.map((snapshot) => [snapshot.id, restored(snapshot)]));
  for (const { messages, ...rest } of state.values()) {
    const now = next.get(rest.id) ?? { ...rest, running: undefined, messages: [] };
    const known = new Set(now.messages.map(({ key }) => key));
    const unsent = messages.filter((entry) => entry.role === "user" && entry.state !== "sent" && !known.has(entry.key));
    if (unsent.length > 0) next.set(rest.id, { ...now, messages: [...now.messages, ...unsent] });
  }
  return next;
}

function restored({ id, agent_type, pillar, last_messages, running }: ConversationSnapshot): Conversation {
  const messages = last_messages.map(fromHistory).reduce<readonly Entry[]>(added, []);
  if (!running) return { id, agent_type, pillar, messages };
  const { turn_id, text } = running;
  const answer = { ...emptyAnswer(turn_id, last_messages.at(-1)?.at ?? 0), text };
  return { id, agent_type, pillar, running: turn_id, messages: afterItsTurn(messages, answer) };
}

/** Further answers of a turn belong to its first. */
function added(messages: readonly Entry[], entry: Entry): readonly Entry[] {
  const last = messages.at(-1);
  const isFurther = last?.role === "assistant" && entry.role === "assistant" && last.turn_id === entry.turn_id;
  return isFurther ? messages.with(-1, withAnswer(last, entry)) : [...messages, entry];
}

function fromHistory(message: HistoryMessage): Entry {
  const { role, text, at, turn_id, message_id } = message;
  if (role === "user") {
    return { key: message_id ?? `${turn_id}/user`, role, text, at, turn_id, message_id, source: "text", state: "sent" };
  }
  const { agent, partial = false, data, visualization } = message;
  const type = message.type as AnswerType;
  const answer = { ...emptyAnswer(turn_id, at), type, text, streaming: false, partial, agent, data, visualization };
  return partial ? answer : { ...answer, status: "complete" };
}
