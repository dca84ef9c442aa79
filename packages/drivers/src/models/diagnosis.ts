// What went wrong with a call to a language model, told from the errors of the AI SDK and of the network below it.
import {
  APICallError,
  EmptyResponseBodyError,
  InvalidResponseDataError,
  JSONParseError,
  LoadAPIKeyError,
  NoContentGeneratedError,
  NoSuchModelError,
  TypeValidationError,
  UnsupportedFunctionalityError,
} from "@ai-sdk/provider";
import { retryAfter } from "./retry-after.ts";

export type Diagnosis =
  | {
      readonly kind:
        | "key_missing"
        | "key_refused"
        | "quota"
        | "too_long"
        | "filtered"
        | "empty"
        | "garbled"
        | "cut"
        | "timeout"
        | "stopped"
        | "unsupported"
        | "unknown";
    }
  | { readonly kind: "model_unknown"; readonly address?: string }
  | {
      readonly kind: "unreachable";
      readonly reason: "name" | "refused" | "certificate" | "network";
      readonly address?: string;
    }
  | { readonly kind: "rejected"; readonly status: number }
  | { readonly kind: "limited" | "failing"; readonly retryAfterMs?: number };

/** Codes of Node's sockets, of its resolver and of its fetch. */
const networkCodes: readonly (readonly [pattern: RegExp, diagnosis: Diagnosis])[] = [
  [/^(?:ENOTFOUND|EAI_AGAIN|EAI_NODATA)$/, { kind: "unreachable", reason: "name" }],
  [/^ECONNREFUSED$/, { kind: "unreachable", reason: "refused" }],
  [/^(?:ETIMEDOUT|UND_ERR_(?:CONNECT|HEADERS|BODY)_TIMEOUT)$/, { kind: "timeout" }],
  [/^(?:ECONNRESET|EPIPE|UND_ERR_SOCKET|UND_ERR_ABORTED)$/, { kind: "cut" }],
  [/CERT|SELF_SIGNED|UNABLE_TO_VERIFY|^ERR_(?:TLS|SSL)/, { kind: "unreachable", reason: "certificate" }],
  [/^(?:EHOSTUNREACH|ENETUNREACH|ENETDOWN|EACCES)$/, { kind: "unreachable", reason: "network" }],
];

/** What providers write when the status alone does not tell; looked for in the body of an answer, and never shown. */
const spokenErrors: readonly (readonly [pattern: RegExp, diagnosis: Diagnosis])[] = [
  [/insufficient_quota|exceeded your current quota|credit balance|billing/i, { kind: "quota" }],
  [/content_filter|content_policy|content management policy|responsible ?ai/i, { kind: "filtered" }],
  [
    /context_length|context length|context window|prompt is too long|too many tokens|maximum.{0,20}tokens/i,
    { kind: "too_long" },
  ],
  [/invalid_api_key|api key not valid|incorrect api key|authentication_error/i, { kind: "key_refused" }],
  [/model_not_found|model .{0,80}(?:does not exist|not found)/i, { kind: "model_unknown" }],
  [/rate_limit|too many requests/i, { kind: "limited" }],
  [/overloaded|server_error|api_error|unavailable/i, { kind: "failing" }],
];

const spoken = (text: string): Diagnosis | undefined => spokenErrors.find(([pattern]) => pattern.test(text))?.[1];

/** The host and port, without the path and without what may stand in its query. */
const addressOf = (url: string): string | undefined => (URL.canParse(url) ? new URL(url).origin : undefined);

/** The error and what caused it, at most five deep. */
const chain = (error: unknown): unknown[] => {
  const found: unknown[] = [];
  for (let at = error; at !== undefined && at !== null && found.length < 5; at = (at as { cause?: unknown }).cause)
    found.push(at);
  return found;
};

const fieldOf = (error: unknown, field: "code" | "name" | "message"): string => {
  const value = typeof error === "object" && error !== null ? (error as Record<string, unknown>)[field] : undefined;
  return typeof value === "string" ? value : "";
};

const ofNetwork = (error: unknown): Diagnosis | undefined => {
  for (const one of chain(error)) {
    if (fieldOf(one, "name") === "TimeoutError") return { kind: "timeout" };
    if (fieldOf(one, "name") === "AbortError") return { kind: "stopped" };
    const known = networkCodes.find(([pattern]) => pattern.test(fieldOf(one, "code")));
    if (known) return known[1];
    if (one instanceof TypeError && one.message === "terminated") return { kind: "cut" };
  }
  return undefined;
};

const ofStatus = (status: number, error: APICallError): Diagnosis => {
  const later = retryAfter(error.responseHeaders);
  const wait = later === undefined ? {} : { retryAfterMs: later };
  const said = spoken(error.responseBody ?? "");
  const address = addressOf(error.url);
  if (status === 401 || status === 403) return { kind: "key_refused" };
  if (status === 402) return { kind: "quota" };
  if (status === 404) return { kind: "model_unknown", ...(address === undefined ? {} : { address }) };
  if (status === 408 || status === 504) return { kind: "timeout" };
  if (status === 413) return { kind: "too_long" };
  if (status === 429) return said?.kind === "quota" ? said : { kind: "limited", ...wait };
  if (status >= 500) return { kind: "failing", ...wait };
  return said ?? { kind: "rejected", status };
};

/** How the SDK says that a stream ended in the middle. */
const isCut = (error: unknown) => InvalidResponseDataError.isInstance(error) && /ended without/.test(error.message);

const isGarbled = (error: unknown) =>
  JSONParseError.isInstance(error) ||
  TypeValidationError.isInstance(error) ||
  InvalidResponseDataError.isInstance(error);

const ofCall = (error: APICallError): Diagnosis => {
  if (chain(error).some((one) => EmptyResponseBodyError.isInstance(one))) return { kind: "empty" };
  if (error.statusCode !== undefined && error.statusCode >= 400) return ofStatus(error.statusCode, error);
  if (chain(error).some(isGarbled)) return { kind: "garbled" };
  const network = ofNetwork(error.cause) ?? { kind: "unreachable", reason: "network" };
  const address = addressOf(error.url);
  return network.kind === "unreachable" && address !== undefined ? { ...network, address } : network;
};

/** For anything that a model threw, or put into its stream as an error. */
export const diagnose = (error: unknown): Diagnosis => {
  if (APICallError.isInstance(error)) return ofCall(error);
  if (LoadAPIKeyError.isInstance(error)) return { kind: "key_missing" };
  if (NoSuchModelError.isInstance(error)) return { kind: "model_unknown" };
  if (UnsupportedFunctionalityError.isInstance(error)) return { kind: "unsupported" };
  if (EmptyResponseBodyError.isInstance(error) || NoContentGeneratedError.isInstance(error)) return { kind: "empty" };
  if (isCut(error)) return { kind: "cut" };
  if (isGarbled(error)) return { kind: "garbled" };
  const text =
    typeof error === "string"
      ? error
      : `${fieldOf(error, "code")} ${(error as { type?: unknown } | null)?.type ?? ""} ${fieldOf(error, "message")}`;
  return ofNetwork(error) ?? spoken(text) ?? { kind: "unknown" };
};
