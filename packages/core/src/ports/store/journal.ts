// Results recorded under a key, so that nothing is done twice.
import type { Json } from "../../json.ts";
import type { Fenced } from "./turn.ts";

export interface JournalEntry {
  readonly scope: string;
  readonly key: string;
  /** What ran: a tool's or a model's name. */
  readonly name: string;
  /** SHA-256 of its input, in hex. */
  readonly input_hash: string;
  readonly result: Json;
}

export interface Journal {
  recorded(scope: string, key: string): Promise<JournalEntry | undefined>;
  /** Records the entry unless its key is taken; answers the entry that stands. Refuses an older fence with `fence.lost`. */
  record(entry: JournalEntry, fence?: Fenced): Promise<JournalEntry>;
}
