// What a user is told when a turn fails: the model's own kind of trouble by name, everything else without internals.
import { type Chance, hasCode, PolylogueError, type TurnProblem } from "@polylogue/core";
import { modelProblem } from "@polylogue/drivers";

export const explainer =
  (chance: Chance) =>
  (error: unknown): TurnProblem => {
    const error_id = chance.id("error");
    if (error instanceof PolylogueError && (error.code === "model_failed" || error.code === "model_refused")) {
      return { code: error.code, message: error.message, retryable: error.code === "model_failed", error_id };
    }
    if (comesFromModel(error)) {
      const { code, message, retryable } = modelProblem(error);
      return { code, message, retryable, error_id };
    }
    const message = hasCode(error, "journal.mismatch")
      ? "This turn changed its course after a restart and was stopped, so that nothing is done twice. Please ask again."
      : "The agent failed while answering. Ask again; if it fails again, report the error_id.";
    return { code: "turn_failed", message, retryable: true, error_id };
  };

/** Errors of the AI SDK carry its marker; a failed connection to a model is a plain network error with a code. */
const comesFromModel = (error: unknown): boolean =>
  error instanceof Error &&
  (error.name.startsWith("AI_") ||
    Object.getOwnPropertySymbols(error).some((symbol) => symbol.description?.startsWith("vercel.ai.error")));
