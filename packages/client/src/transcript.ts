// From frames to conversations: a pure reducer, so that a page shows the same whichever way the frames came.
import type { Ack, Answer, PlanFrame, PlanState, ServerFrame, UserMessageFact } from "@polylogue/protocol";
import type {
  AssistantEntry,
  Conversation,
  Conversations,
  Entry,
  Fault,
  NoteEntry,
  PlanEntry,
  UserEntry,
} from "./conversation.ts";
import type { ClientFault } from "./fault.ts";
import { afterItsTurn, emptyAnswer, fromSnapshot } from "./history.ts";
import { withAnswer } from "./several-answers.ts";
import { placed } from "./text.ts";

/** Shown from the moment it is said; the server's `user_message` takes its place. */
export interface Said {
  readonly type: "said";
  readonly conversation_id: string;
  readonly agent_type: string;
  readonly pillar?: string | undefined;
  readonly message_id: string;
  readonly text: string;
  readonly at: number;
}

/** The client itself did not take the message, or took it back. */
export interface Unsaid {
  readonly type: "unsaid";
  readonly message_id: string;
  readonly fault: ClientFault | undefined;
}

export function apply(state: Conversations, frame: ServerFrame | Said | Unsaid): Conversations {
  switch (frame.type) {
    case "said":
      return changed(without(state, frame.message_id), frame, (now) => ({
        ...now,
        messages: [...now.messages, sending(frame)],
      }));
    case "unsaid":
      return unsaid(state, frame.message_id, frame.fault);
    case "snapshot":
      return fromSnapshot(state, frame.conversations);
    case "ack":
      return acknowledged(state, frame);
    case "user_message":
      return changed(without(state, frame.message_id), frame, (now) => begun(now, frame));
    case "route": {
      const { type, agent, tier, confidence, ms } = frame;
      return changed(state, frame, (now) => noted(now, frame, { type, agent, tier, confidence, ms }));
    }
    case "handoff": {
      const { type, from, to, reason } = frame;
      return changed(state, frame, (now) => noted(now, frame, { type, from, to, reason }));
    }
    case "plan":
      return changed(state, frame, (now) => planned(now, frame));
    case "plan_state":
      return changed(state, frame, (now) => planChanged(now, frame));
    case "status":
      return answering(state, frame, (entry) => (entry.streaming ? { ...entry, activity: frame.text } : entry));
    case "delta":
      return answering(state, frame, (entry) => extended(entry, frame));
    case "message":
    case "visualization":
    case "analysis":
    case "drill_down":
      return answering(state, frame, (entry) => answered(entry, frame));
    case "turn_restarted":
      return restarted(state, frame);
    case "error":
      if (frame.turn_id !== undefined) return answering(state, frame, (entry) => ({ ...entry, fault: faultOf(frame) }));
      return frame.message_id === undefined ? state : unsaid(state, frame.message_id, frame);
    case "turn_end":
      return changed(state, frame, (now) => ended(now, frame));
    default:
      return state;
  }
}

interface Placed {
  readonly conversation_id?: string | undefined;
  readonly agent_type?: string | undefined;
  readonly pillar?: string | undefined;
}

function changed(state: Conversations, at: Placed, change: (now: Conversation) => Conversation): Conversations {
  if (at.conversation_id === undefined) return state;
  const { conversation_id: id, agent_type, pillar } = at;
  const now = state.get(id) ?? { id, agent_type, pillar, messages: [] };
  const next = change(now);
  return next === now ? state : new Map(state).set(id, next);
}

const sending = ({ message_id, text, at }: Said): UserEntry => ({
  key: message_id,
  role: "user",
  text,
  at,
  message_id,
  source: "text",
  state: "sending",
});

const isMessage = (entry: Entry, message_id: string): entry is UserEntry =>
  entry.role === "user" && entry.message_id === message_id;

/** The server may have put the message into a conversation under another name than the client thought. */
function without(state: Conversations, message_id: string): Conversations {
  const holder = [...state.values()].find(({ messages }) => messages.some((entry) => isMessage(entry, message_id)));
  if (!holder) return state;
  const next = new Map(state);
  const messages = holder.messages.filter((entry) => !isMessage(entry, message_id));
  if (messages.length === 0) next.delete(holder.id);
  else next.set(holder.id, { ...holder, messages });
  return next;
}

/** A message that was acknowledged before a snapshot is shown by it already, or else stands as it is. */
function acknowledged(state: Conversations, { message_id, turn_id }: Ack): Conversations {
  const isShown = (entry: Entry) => entry.role === "user" && entry.turn_id === turn_id;
  if ([...state.values()].some(({ messages }) => messages.some(isShown))) {
    return withEach(state, (entry) => (isMessage(entry, message_id) && entry.state === "sending" ? [] : [entry]));
  }
  return withEach(state, (entry) => [isMessage(entry, message_id) ? { ...entry, turn_id, state: "sent" } : entry]);
}

function withEach(state: Conversations, change: (entry: Entry) => readonly Entry[]): Conversations {
  return new Map([...state].map(([id, now]) => [id, { ...now, messages: now.messages.flatMap(change) }]));
}

/** A live frame may overtake the fact that it follows: the question still stands before its answer. */
function begun(now: Conversation, { message_id, turn_id, text, source, at }: UserMessageFact): Conversation {
  const entry: UserEntry = { key: message_id, role: "user", text, at, message_id, turn_id, source, state: "sent" };
  const place = now.messages.findIndex(
    (other) => other.turn_id === turn_id || (other.role === "user" && other.state === "sending"),
  );
  const messages = place < 0 ? [...now.messages, entry] : now.messages.toSpliced(place, 0, entry);
  return { ...now, messages };
}

function noted(now: Conversation, { turn_id, at }: { turn_id: string; at: number }, note: NoteEntry["note"]) {
  const count = now.messages.filter((entry) => entry.role === "note" && entry.turn_id === turn_id).length;
  const entry: NoteEntry = { key: `${turn_id}/note/${count}`, role: "note", turn_id, at, note };
  return { ...now, running: turn_id, messages: insertedBeforeAnswer(now.messages, entry) };
}

/** Shown where it was asked; a turn that runs again asks the same once more. A plan of no turn is no part of a conversation. */
function planned(now: Conversation, { plan_id, plan, turn_id, at, agent }: PlanFrame): Conversation {
  if (turn_id === undefined) return now;
  const asker = agent ?? plan.steps[0]?.agentId;
  const entry: PlanEntry = { key: plan_id, role: "plan", turn_id, at, plan_id, plan, status: "running", agent: asker };
  const others = now.messages.filter(({ key }) => key !== plan_id);
  return { ...now, running: turn_id, messages: insertedBeforeAnswer(others, entry) };
}

function planChanged(now: Conversation, { plan_id, status }: PlanState): Conversation {
  const place = now.messages.findIndex((entry) => entry.role === "plan" && entry.plan_id === plan_id);
  const found = now.messages[place];
  return found?.role === "plan" ? { ...now, messages: now.messages.with(place, { ...found, status }) } : now;
}

function insertedBeforeAnswer(messages: readonly Entry[], entry: NoteEntry | PlanEntry): readonly Entry[] {
  const place = messages.findIndex(({ role, turn_id }) => role === "assistant" && turn_id === entry.turn_id);
  return place < 0 ? afterItsTurn(messages, entry) : messages.toSpliced(place, 0, entry);
}

interface OfTurn extends Placed {
  readonly turn_id?: string | undefined;
  readonly at: number;
}

/** Changes the answer of the frame's turn, which begins with its first sign. */
function answering(
  state: Conversations,
  frame: OfTurn,
  change: (now: AssistantEntry) => AssistantEntry,
): Conversations {
  const { turn_id, at } = frame;
  if (turn_id === undefined) return state;
  return changed(state, frame, (now) => {
    const place = now.messages.findIndex((entry) => entry.role === "assistant" && entry.turn_id === turn_id);
    const found = now.messages[place];
    if (found?.role === "assistant") {
      const next = change(found);
      return next === found ? now : { ...now, running: turn_id, messages: now.messages.with(place, next) };
    }
    return { ...now, running: turn_id, messages: afterItsTurn(now.messages, change(emptyAnswer(turn_id, at))) };
  });
}

function extended(entry: AssistantEntry, frame: Extract<ServerFrame, { type: "delta" }>): AssistantEntry {
  const isDropped = (frame.seq ?? Number.POSITIVE_INFINITY) < (entry.textFrom ?? 0);
  // Once the whole answer is known, or the turn has ended, a late piece has nothing to add.
  if (isDropped || !entry.streaming) return entry;
  const text = placed(entry.text, frame.offset, frame.text);
  return { ...entry, text, activity: undefined, agent: frame.agent ?? entry.agent };
}

/** The turn runs again from its beginning: who was chosen in the first attempt no longer matters either. */
function restarted(state: Conversations, frame: Extract<ServerFrame, { type: "turn_restarted" }>): Conversations {
  const isNote = (entry: Entry) => entry.role === "note" && entry.turn_id === frame.turn_id;
  const withoutNotes = withEach(state, (entry) => (isNote(entry) ? [] : [entry]));
  const again = { text: "", data: undefined, visualization: undefined, streaming: true, textFrom: frame.seq ?? 0 };
  return answering(withoutNotes, frame, (entry) => ({ ...entry, ...again }));
}

/** The first answer takes the place of its pieces; another one of the same turn is added to it. */
function answered(entry: AssistantEntry, frame: Answer): AssistantEntry {
  const told = answerOf(frame);
  return entry.streaming ? { ...entry, ...told, streaming: false, activity: undefined } : withAnswer(entry, told);
}

/** Its moment is the answer's own, whether or not pieces of it were seen before. */
const answerOf = ({ type, at, message, partial, agent, data, visualization }: Answer) => ({
  type,
  at,
  text: message,
  partial: partial ?? false,
  agent,
  data,
  visualization,
});

const faultOf = ({ code, message, retryable, ...rest }: Fault): Fault => ({
  code,
  message,
  retryable,
  error_id: rest.error_id,
});

/** A turn that did not complete is shown even when it said nothing; what still waited in it is not done any more. */
function ended(now: Conversation, frame: Extract<ServerFrame, { type: "turn_end" }>): Conversation {
  const { turn_id, status, latency, at } = frame;
  const place = now.messages.findIndex((entry) => entry.role === "assistant" && entry.turn_id === turn_id);
  const found = now.messages[place];
  const running = now.running === turn_id ? undefined : now.running;
  const settle = (entry: Entry): Entry =>
    entry.role === "plan" && entry.turn_id === turn_id && entry.status === "waiting"
      ? { ...entry, status: "cancelled" }
      : entry;
  const messages = now.messages.map(settle);
  const close = (entry: AssistantEntry): AssistantEntry => ({
    ...entry,
    status,
    latency,
    streaming: false,
    activity: undefined,
    partial: entry.partial || status !== "complete",
  });
  if (found?.role === "assistant") return { ...now, running, messages: messages.with(place, close(found)) };
  if (status === "complete") return { ...now, running, messages };
  return { ...now, running, messages: afterItsTurn(messages, close(emptyAnswer(turn_id, at))) };
}

/** Without a fault the user took the message back, and it disappears. */
function unsaid(state: Conversations, message_id: string, fault: Fault | undefined): Conversations {
  if (!fault) return without(state, message_id);
  return withEach(state, (entry) => {
    const isWaiting = isMessage(entry, message_id) && entry.state === "sending";
    return [isWaiting ? { ...entry, state: "refused", fault: faultOf(fault) } : entry];
  });
}
