// A conversation as a page shows it: what was said, in order, with small notes between. Never changed in place.
import type {
  AnswerType,
  ErrorFrame,
  Handoff,
  Plan,
  PlanStatus,
  Route,
  TurnEnd,
  TurnStatus,
} from "@polylogue/protocol";
import type { ClientFault } from "./fault.ts";

export type Fault = Pick<ErrorFrame, "message" | "retryable"> & {
  readonly code: ErrorFrame["code"] | ClientFault["code"];
  readonly error_id?: string | undefined;
};

interface EntryOfTurn {
  /** Stays the same while the entry changes: a list may use it as its key. */
  readonly key: string;
  readonly at: number;
  /** A message that is on its way has none yet. */
  readonly turn_id?: string | undefined;
}

export interface UserEntry extends EntryOfTurn {
  readonly role: "user";
  readonly text: string;
  readonly message_id?: string | undefined;
  readonly source: "text" | "voice";
  readonly state: "sending" | "sent" | "refused";
  readonly fault?: Fault;
}

export interface AssistantEntry extends EntryOfTurn {
  readonly role: "assistant";
  readonly turn_id: string;
  readonly text: string;
  /** More of the text is to come. */
  readonly streaming: boolean;
  /** The turn did not get further; this is what had been shown. */
  readonly partial: boolean;
  /** Of the turn, once it has ended. */
  readonly status?: TurnStatus;
  /** Who speaks. */
  readonly agent?: string | undefined;
  readonly type: AnswerType;
  readonly data?: unknown;
  readonly visualization?: unknown;
  readonly fault?: Fault;
  readonly latency?: TurnEnd["latency"];
  /** What the agent is doing, while it has nothing to say yet. */
  readonly activity?: string | undefined;
  /** Pieces that are older than this fact belong to a text that was dropped. */
  readonly textFrom?: number;
}

/** Who was chosen, or who took over. */
export interface NoteEntry extends EntryOfTurn {
  readonly role: "note";
  readonly turn_id: string;
  readonly note:
    | Pick<Route, "type" | "agent" | "tier" | "confidence" | "ms">
    | Pick<Handoff, "type" | "from" | "to" | "reason">;
}

/** A call that needs the user's agreement: what would be done, and how far it is. */
export interface PlanEntry extends EntryOfTurn {
  readonly role: "plan";
  readonly turn_id: string;
  readonly plan_id: string;
  readonly plan: Plan;
  readonly status: PlanStatus;
  /** Who asks. */
  readonly agent?: string | undefined;
}

export type Entry = UserEntry | AssistantEntry | NoteEntry | PlanEntry;

export interface Conversation {
  readonly id: string;
  readonly agent_type?: string | undefined;
  readonly pillar?: string | undefined;
  readonly messages: readonly Entry[];
  /** The turn whose answer is under way. */
  readonly running?: string | undefined;
}

export type Conversations = ReadonlyMap<string, Conversation>;
