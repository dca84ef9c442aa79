// The question that is put to a language model at start, so that whoever runs the server learns at once what is wrong.
import { type Clock, type Model, systemClock, unreachable } from "@polylogue/core";
import { type Diagnosis, diagnose } from "./diagnosis.ts";

export type ModelCheck = { readonly ok: true; readonly ms: number } | { readonly ok: false; readonly problem: string };

const at = (address: string | undefined) => (address === undefined ? "" : ` at ${address}`);

const unreachableSentence = ({ reason, address }: Extract<Diagnosis, { kind: "unreachable" }>): string => {
  const place = address ?? "the provider";
  switch (reason) {
    case "name":
      return `The name of ${place} cannot be resolved. Check MODEL_BASE_URL and whether this machine has a network.`;
    case "refused":
      return `Nothing answers at ${place}: the connection was refused. Check MODEL_BASE_URL and whether that server runs.`;
    case "certificate":
      return `The certificate of ${place} is not trusted. Check MODEL_BASE_URL, or add its authority with NODE_EXTRA_CA_CERTS.`;
    case "network":
      return `${place} cannot be reached. Check MODEL_BASE_URL and whether this machine has a network.`;
    default:
      return unreachable(reason);
  }
};

const sentence = (diagnosis: Diagnosis, { provider, modelId }: Model): string => {
  switch (diagnosis.kind) {
    case "key_missing":
      return `There is no API key for ${provider}. Set it, or set MODEL=extractive to run without one.`;
    case "key_refused":
      return `${provider} refused the API key. Check that it is whole, still valid, and allowed to use "${modelId}".`;
    case "model_unknown":
      return `${provider} knows no model "${modelId}"${at(diagnosis.address)}. Check the name in MODEL, and MODEL_BASE_URL if it is set.`;
    case "unreachable":
      return unreachableSentence(diagnosis);
    case "limited":
      return `${provider} limits how often it may be called, and the limit is reached. Wait, or raise it with the provider.`;
    case "quota":
      return `The quota or the credit of this API key is used up at ${provider}. Raise it there.`;
    case "timeout":
    case "stopped":
      return `The model "${modelId}" did not answer in time. Check the network, and whether the model is being loaded.`;
    case "empty":
      return `The model "${modelId}" answered nothing. Check that MODEL names a model that writes text.`;
    case "garbled":
      return `What came back from ${provider} is not the answer of a language model. Check MODEL_BASE_URL; it often ends in /v1.`;
    case "cut":
      return `${provider} closed the connection before it had answered. Check MODEL_BASE_URL and the log of that server.`;
    case "failing":
      return `${provider} answered with a fault of its own. Try again later.`;
    case "rejected":
      return `${provider} refused the question with status ${diagnosis.status}. Check that "${modelId}" is a model for conversation.`;
    case "filtered":
    case "too_long":
    case "unsupported":
    case "unknown":
      return `The model "${modelId}" failed at a greeting of one line. Check that it is a model for conversation.`;
    default:
      return unreachable(diagnosis);
  }
};

/** One tiny call, without retries; never throws. Give a `signal` with a time limit. */
export const checkModel = async (
  model: Model,
  { signal, clock = systemClock }: { signal: AbortSignal; clock?: Clock },
): Promise<ModelCheck> => {
  const start = clock.monotonic();
  try {
    const { content, finishReason } = await model.doGenerate({
      prompt: [{ role: "user", content: [{ type: "text", text: "Say hello in one word." }] }],
      maxOutputTokens: 16,
      abortSignal: signal,
    });
    // A model that thinks first may have used up the 16 tokens before its first word: it works.
    const answered =
      finishReason.unified === "length" || content.some((part) => part.type === "text" && part.text.trim() !== "");
    return answered
      ? { ok: true, ms: clock.monotonic() - start }
      : { ok: false, problem: sentence({ kind: "empty" }, model) };
  } catch (error) {
    return { ok: false, problem: sentence(diagnose(error), model) };
  }
};
