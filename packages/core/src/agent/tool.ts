// A tool: a named, typed thing that an agent may do, with what repeating it would mean.
import type * as z from "zod";
import type { UserContext } from "../user.ts";

export type ToolEffect =
  /** Looks only: may run again. */
  | "read"
  /** Changes something: journaled under its key, never done twice by us. */
  | "once"
  /** As `once`, and only after the user has agreed. */
  | "ask";

export interface ToolCall {
  readonly user: UserContext;
  /** The same for every attempt of this very call: hand it on as an idempotency key. */
  readonly key: string;
  readonly signal: AbortSignal;
}

export interface Tool<Input = unknown, Output = unknown> {
  readonly name: string;
  readonly description: string;
  readonly input: z.ZodType<Input>;
  readonly effect: ToolEffect;
  run(input: Input, call: ToolCall): Promise<Output> | Output;
}

/** Defines a tool. `input` is checked before `run` sees it; what `run` answers must be plain JSON. */
export const tool = <Schema extends z.ZodType, Output>(definition: {
  name: string;
  description: string;
  input: Schema;
  effect?: ToolEffect;
  run(input: z.output<Schema>, call: ToolCall): Promise<Output> | Output;
}): Tool<z.output<Schema>, Output> => ({
  effect: "read",
  ...definition,
  input: definition.input as unknown as z.ZodType<z.output<Schema>>,
});
