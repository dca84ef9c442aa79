// Turns from acceptance to their end, under the lease of their conversation.
import type { Json, JsonObject } from "../../json.ts";
import type { UserContext } from "../../user.ts";
import type { Fact, NewFact, TurnRef } from "./fact.ts";
import type { SessionRecord } from "./session.ts";

export type TurnStatus = "complete" | "failed" | "cancelled" | "superseded";
export type TurnOrigin = "user" | "task" | "timer" | "agent";

/** Who would hold a conversation's lease, and for how long (ms). */
export interface Claimant {
  readonly owner: string;
  readonly lease_ms: number;
}

export interface AcceptRequest {
  /** Stored with its first message where it is new. */
  readonly session: SessionRecord;
  readonly conversation: {
    readonly id: string;
    readonly agent_type: string;
    readonly pillar?: string;
    readonly create: boolean;
  };
  readonly turn_id: string;
  readonly message_id: string;
  readonly text: string;
  readonly source: "text" | "voice";
  readonly origin: TurnOrigin;
  readonly metadata: JsonObject;
  /** Turns that may wait in one conversation; one more is refused. */
  readonly queue_limit: number;
  readonly claimant: Claimant;
}

export type AcceptAnswer =
  /** `claimed` when nothing stood before it: the claimant runs it now. */
  | {
      readonly kind: "accepted";
      readonly turn: TurnRef;
      readonly facts: readonly Fact[];
      readonly claimed?: ClaimedTurn;
    }
  /** This message was taken before. */
  | { readonly kind: "repeated"; readonly turn: TurnRef }
  /** No such conversation, or not this user's: the two answer alike. */
  | { readonly kind: "absent" }
  | { readonly kind: "full" };

/** A turn with all that is needed to run it, under a fence. */
export interface ClaimedTurn {
  readonly turn: TurnRef;
  readonly user: UserContext;
  readonly message_id: string;
  readonly text: string;
  readonly source: "text" | "voice";
  readonly origin: TurnOrigin;
  readonly metadata: JsonObject;
  readonly ordinal: number;
  /** 1 for the first run. */
  readonly attempt: number;
  readonly fence: number;
  /** Ms since 1970 at which it was accepted. */
  readonly accepted_at: number;
  /** What the conversation's agents keep, by agent. */
  readonly state: Readonly<Record<string, Json>>;
  /** Somebody asked to cancel it before it could be told. */
  readonly cancelled: boolean;
  /** Facts that claiming wrote: `turn_restarted` on a later attempt. */
  readonly facts: readonly Fact[];
}

/** Facts with the session that they were written to. */
export interface SessionFacts {
  readonly session_id: string;
  readonly facts: readonly Fact[];
}

/** What a claim found: turns to run, and facts of turns that had used up their attempts. */
export interface ClaimAnswer {
  readonly turns: readonly ClaimedTurn[];
  readonly ended: readonly SessionFacts[];
}

export interface Fenced {
  readonly turn_id: string;
  readonly fence: number;
}

/** What a runner wrote, or `lost`: another holds the conversation now and nothing was written. */
export type Written<Answer> = ({ readonly kind: "written" } & Answer) | { readonly kind: "lost" };

export interface TurnBook {
  accept(request: AcceptRequest): Promise<AcceptAnswer>;
  /** The next turns of conversations that nobody holds; of one conversation where it is named. */
  claim(request: Claimant & { readonly conversation_id?: string; readonly limit: number }): Promise<ClaimAnswer>;
  append(
    request: Fenced & { readonly facts: readonly NewFact[] },
  ): Promise<Written<{ readonly facts: readonly Fact[] }>>;
  /** Ends the turn with its last facts and the agents' state in one transaction, and claims the conversation's next turn. */
  finish(
    request: Fenced & {
      readonly facts: readonly NewFact[];
      readonly status: TurnStatus;
      readonly state?: Readonly<Record<string, Json>>;
      /** Absent while draining: the conversation is let go. */
      readonly claimant?: Claimant;
    },
  ): Promise<Written<{ readonly facts: readonly Fact[]; readonly next?: ClaimedTurn }>>;
  /** Gives a running turn back, for another to run again. */
  release(request: Fenced): Promise<void>;
  /** A waiting turn ends at once; a running one is marked, and its runner told by signal and at the next renewal. */
  cancel(request: {
    readonly turn_id: string;
    readonly user_id: string;
  }): Promise<
    { readonly kind: "absent" | "over" } | { readonly kind: "running" } | ({ readonly kind: "ended" } & SessionFacts)
  >;
  /** Renews what is held; answers which turns were lost, and which are to be cancelled. */
  renew(
    request: Claimant & { readonly turns: readonly Fenced[] },
  ): Promise<{ readonly lost: readonly string[]; readonly cancelled: readonly string[] }>;
}
