// A failed call to a language model as the user is told of it: what happened and what to do, nothing of what is inside.
import type { LanguageModelV3FinishReason } from "@ai-sdk/provider";
import { unreachable } from "@polylogue/core";
import { type Diagnosis, diagnose } from "./diagnosis.ts";

export interface ModelProblem {
  readonly code: "model_failed" | "model_refused";
  readonly message: string;
  /** Whether the same question may be answered later. */
  readonly retryable: boolean;
  readonly retryAfterMs?: number;
}

const later = (message: string): ModelProblem => ({ code: "model_failed", message, retryable: true });
const never = (message: string): ModelProblem => ({ code: "model_failed", message, retryable: false });

const afterWaiting = (what: string, retryAfterMs: number | undefined): ModelProblem => {
  if (retryAfterMs === undefined) return later(`${what} Try again in a minute.`);
  const seconds = Math.max(1, Math.ceil(retryAfterMs / 1_000));
  return { ...later(`${what} Try again in ${seconds} second${seconds === 1 ? "" : "s"}.`), retryAfterMs };
};

const told = (diagnosis: Diagnosis): ModelProblem => {
  switch (diagnosis.kind) {
    case "key_missing":
    case "key_refused":
    case "model_unknown":
    case "rejected":
      return never(
        "The language model is not set up rightly on this server. Tell whoever runs it; the command `polylogue doctor` says what is wrong.",
      );
    case "quota":
      return never("The quota of the language model is used up. Tell whoever runs this server.");
    case "too_long":
      return never("This is more text than the language model can take at once. Ask about a smaller part.");
    case "unsupported":
      return never("The language model of this server cannot do this. Ask in another way.");
    case "filtered":
      return {
        code: "model_refused",
        message: "The language model declined to answer this. Put the question differently.",
        retryable: false,
      };
    case "limited":
      return afterWaiting("The language model has too much to do right now.", diagnosis.retryAfterMs);
    case "failing":
      return afterWaiting("The language model is out of order at the moment.", diagnosis.retryAfterMs);
    case "unreachable":
      return later("The language model cannot be reached at the moment. Try again in a minute.");
    case "timeout":
      return later("The language model took too long to answer. Ask again, or ask for less at once.");
    case "cut":
      return later("The answer of the language model broke off. Ask again.");
    case "empty":
      return later("The language model answered nothing. Ask again, or put the question differently.");
    case "garbled":
      return later("The language model sent something that cannot be read. Ask again.");
    case "stopped":
      return later("The answer was stopped. Ask again when you want it.");
    case "unknown":
      return later("The language model did not answer. Ask again in a moment.");
    default:
      return unreachable(diagnosis);
  }
};

/** For anything that `doGenerate` or `doStream` threw, or that came as an `error` part of the stream. */
export const modelProblem = (error: unknown): ModelProblem => told(diagnose(error));

/**
 * For a call that ended without an error: whether its end is a problem all the same. `answered` says that there was text
 * or a tool call. An end without any reason is a stream that was cut.
 */
export const finishProblem = (finish: LanguageModelV3FinishReason, answered: boolean): ModelProblem | undefined => {
  if (finish.unified === "content-filter") return told({ kind: "filtered" });
  if (finish.unified === "error") return told({ kind: "unknown" });
  if (finish.unified === "other" && finish.raw === undefined) return told({ kind: answered ? "cut" : "empty" });
  return answered ? undefined : told({ kind: "empty" });
};
