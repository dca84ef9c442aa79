// How long a provider asks to be left alone, from the headers of its refusal.

/** More than an hour is not a wait but an outage. */
const longestMs = 3_600_000;

/** A date is read against the provider's own clock, so that ours need not be right. */
const untilDate = (date: string, headers: Readonly<Record<string, string>>): number =>
  Date.parse(date) - Date.parse(headers.date ?? "");

/** Ms; undefined when the headers do not say. Names of headers are in lower case, as fetch gives them. */
export const retryAfter = (headers: Readonly<Record<string, string>> | undefined): number | undefined => {
  if (!headers) return undefined;
  const exact = Number.parseFloat(headers["retry-after-ms"] ?? "");
  const said = headers["retry-after"]?.trim() ?? "";
  const asked = /^\d+(?:\.\d+)?$/.test(said) ? Number(said) * 1_000 : untilDate(said, headers);
  const wait = Number.isFinite(exact) ? exact : asked;
  return Number.isFinite(wait) && wait >= 0 && wait <= longestMs ? Math.ceil(wait) : undefined;
};
