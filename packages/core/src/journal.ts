// The one primitive of our durability: run something once, under a key, and keep what came of it.
import { PolylogueError } from "./error.ts";
import type { Json } from "./json.ts";
import type { Journal } from "./ports/store/journal.ts";
import type { Fenced } from "./ports/store/turn.ts";

export interface OnceKey {
  /** What the entries belong to: a turn, a run of a plan, a task. */
  readonly scope: string;
  /** Unique in its scope, and the same on every run. */
  readonly key: string;
  /** What runs, and with what: both must be the same on a second run. */
  readonly name: string;
  readonly input: Json;
  readonly fence?: Fenced;
}

/**
 * Runs `run` and records its result, or answers what is recorded. Throws `journal.mismatch` when something else was recorded under the key,
 * `fence.lost` when another process has taken over. `run` happens at least once; its record, exactly once.
 */
export const once = async <T extends Json>(
  journal: Journal,
  { scope, key, name, input, fence }: OnceKey,
  run: () => Promise<T>,
): Promise<T> => {
  const input_hash = await sha256(canonical(input));
  const recorded =
    (await journal.recorded(scope, key)) ??
    (await journal.record({ scope, key, name, input_hash, result: await run() }, fence));
  if (recorded.name !== name || recorded.input_hash !== input_hash) {
    throw new PolylogueError(
      "journal.mismatch",
      `Step ${key} ran as ${recorded.name} before and now wants to be ${name}: its recorded result is not used.`,
    );
  }
  return recorded.result as T;
};

/** JSON with the keys of objects in order, so that equal values read alike. */
const canonical = (value: Json | undefined): string => {
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  if (isList(value)) return `[${value.map(canonical).join(",")}]`;
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  return `{${fields
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`)
    .join(",")}}`;
};

const isList = (value: object): value is readonly Json[] => Array.isArray(value);

/** SHA-256 of the text, in hex. */
export const sha256 = async (text: string): Promise<string> => {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
};
