// Calling a tool: input checked, the user's own rights, journaled where repeating it would matter.
import { PolylogueError } from "../error.ts";
import { type OnceKey, once } from "../journal.ts";
import type { Json } from "../json.ts";
import type { Journal } from "../ports/store/journal.ts";
import type { Approvals } from "../turn/approvals.ts";
import type { UserContext } from "../user.ts";
import type { Tool } from "./tool.ts";

export interface Calling {
  readonly user: UserContext;
  readonly signal: AbortSignal;
  readonly journal: Journal;
  readonly approvals: Pick<Approvals, "ask" | "ended">;
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
  const place = calling.nextKey();
  const call = { ...place, name: tool.name, input: checked.data as Json };
  const run = async () => plain(tool.name, await tool.run(checked.data, { user, signal, key: place.key }));
  if (tool.effect === "once") return (await once(journal, call, run)) as Output;
  await agreed(calling, call);
  const done = once(journal, call, run);
  done.then(
    () => calling.approvals.ended(place.key, true),
    () => calling.approvals.ended(place.key, false),
  );
  return (await done) as Output;
};

/** The decision is journaled too: who has agreed is not asked again after a restart. */
const agreed = async ({ journal, approvals }: Calling, call: OnceKey): Promise<void> => {
  const question = { plan_id: call.key, tool: call.name, input: call.input };
  const decision = { ...call, key: `${call.key}/decision`, name: `ask:${call.name}` };
  if (await once(journal, decision, () => approvals.ask(question))) return;
  throw new PolylogueError("forbidden", `The user did not agree to ${call.name}.`);
};

/** What can be recorded is plain JSON; anything else would come back changed after a restart. */
const plain = (name: string, output: unknown): Json => {
  const text = JSON.stringify(output ?? null);
  if (text === undefined) throw new PolylogueError("tool.output", `${name} must answer plain JSON.`);
  return JSON.parse(text) as Json;
};
