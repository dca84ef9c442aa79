// What agents have told this user in this session, each answer with its place, so that another agent can build on it.
import type { Json } from "../json.ts";
import type { UserContext } from "../user.ts";

export interface Finding {
  /** Who found it, by its name. */
  readonly agent: string;
  /** The pillar of the conversation, where it has one. */
  readonly pillar?: string;
  readonly conversation_id: string;
  readonly turn_id: string;
  /** Ms since 1970. */
  readonly at: number;
  /** The kind of answer: "message", "analysis", "visualization", "drill_down". */
  readonly type: string;
  /** What was asked. */
  readonly question: string;
  /** What was answered, in Markdown. */
  readonly text: string;
  readonly data?: Json;
}

export interface Findings {
  /** The whole answers of the user's session, oldest first; answers that were cut off are left out. */
  of(user: UserContext): Promise<Finding[]>;
}
