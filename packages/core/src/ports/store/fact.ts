// Facts as the Store keeps and gives them: what happened in a session, numbered without a hole.
import type { JsonObject } from "../../json.ts";

/** A fact that is to be written. */
export interface NewFact {
  readonly type: string;
  readonly body: JsonObject;
}

/** The turn that a fact belongs to, as every frame of it names it. */
export interface TurnRef {
  readonly turn_id: string;
  readonly conversation_id: string;
  readonly agent_type: string;
  readonly pillar?: string;
}

export interface Fact extends NewFact {
  /** Dense within the session, from 1. */
  readonly seq: number;
  /** Ms since 1970, by the Store's clock. */
  readonly at: number;
  readonly turn?: TurnRef;
}

export interface FactBook {
  /** Facts with `seq > after`, in order, at most `limit`. */
  facts(session_id: string, after: number, limit: number): Promise<Fact[]>;
  /** The last `seq` of the session; 0 when it has none. */
  head(session_id: string): Promise<number>;
  /** Writes facts that belong to the session but to no turn. */
  report(session_id: string, facts: readonly NewFact[]): Promise<Fact[]>;
}
