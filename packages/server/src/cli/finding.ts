// What the doctor found out about one thing, and what to do about it.
export interface Finding {
  readonly verdict: "ok" | "warn" | "fail";
  /** What was looked at. */
  readonly subject: string;
  readonly says: string;
}

export const ok = (subject: string, says: string): Finding => ({ verdict: "ok", subject, says });
export const warn = (subject: string, says: string): Finding => ({ verdict: "warn", subject, says });
export const fail = (subject: string, says: string): Finding => ({ verdict: "fail", subject, says });

export const sentenceOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
