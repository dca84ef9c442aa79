// Calling a tool: input checked, the user's own rights, journaled where repeating it would matter.
import { PolylogueError } from "../error.ts";
import { type OnceKey, once } from "../journal.ts";
import type { Json } from "../json.ts";
import type { Journal } from "../ports/store/journal.ts";
import type { UserContext } from "../user.ts";
import type { Tool } from "./tool.ts";

export interface Calling {
  readonly user: UserContext;
  readonly signal: AbortSignal;
  readonly journal: Journal;
  /** The key of the next journaled call of this turn. */
  nextKey(): Pick<OnceKey, "scope" | "key" | "fence">;
}

export const useTool = async <Input, Output>(
  tool: Tool<Input, Output>,
  input: Input,
  calling: Calling,
): Promise<Output> => {
  const { user, signal, journal } = calling;
  signal.throwIfAborted();
  const checked = tool.input.safeParse(input);
  if (!checked.success) {
    const [fault] = checked.error.issues;
    throw new PolylogueError(
      "tool.input",
      `${tool.name} was called with ${fault?.path.join(".") || "an input"} that does not fit: ${fault?.message}`,
    );
  }
  if (tool.effect === "read") return tool.run(checked.data, { user, signal, key: "" });
  if (tool.effect === "ask") {
    throw new PolylogueError(
      "forbidden",
      `${tool.name} needs the user's approval, which this server cannot ask for yet.`,
    );
  }
  const place = calling.nextKey();
  const run = async () => plain(tool.name, await tool.run(checked.data, { user, signal, key: place.key }));
  return (await once(journal, { ...place, name: tool.name, input: checked.data as Json }, run)) as Output;
};

/** What can be recorded is plain JSON; anything else would come back changed after a restart. */
const plain = (name: string, output: unknown): Json => {
  const text = JSON.stringify(output ?? null);
  if (text === undefined) throw new PolylogueError("tool.output", `${name} must answer plain JSON.`);
  return JSON.parse(text) as Json;
};
