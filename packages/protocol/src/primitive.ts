// The small values that many frames share: ids, pillars, numbers with a range.
import * as z from "zod/mini";
import { maxIdChars, maxTokenChars } from "./limit.ts";

/** Text that every store keeps as it came: databases end a text at NUL, and have no form for half a character. */
const keepable = /* @__PURE__ */ z.refine<string>((text) => !/[\0\ud800-\udfff]/u.test(text), {
  error: "must not hold NUL or half a character",
});

/** A name or id of at least one character. */
// @__NO_SIDE_EFFECTS__
export function label(maxChars: number) {
  return z.string().check(z.minLength(1), z.maxLength(maxChars), keepable);
}

/** What a person wrote; never blank. */
// @__NO_SIDE_EFFECTS__
export function prose(maxChars: number) {
  return z.string().check(z.regex(/\S/), z.maxLength(maxChars), keepable);
}

/** An id that the server has issued. */
export const Id = label(maxIdChars);
export type Id = z.infer<typeof Id>;

/** A secret: a JWT or a session token. */
export const Token = label(maxTokenChars);
export type Token = z.infer<typeof Token>;

/** The four pillars that a liaison stands for. */
export const pillars = ["content", "insights", "operations", "business_outcomes"] as const;
export const Pillar = z.enum(pillars);
export type Pillar = z.infer<typeof Pillar>;

/** A count, a sequence number, an offset: 0, 1, 2, … */
export const Count = z.int().check(z.nonnegative());
export type Count = z.infer<typeof Count>;

/** A duration, or a moment since 1970, in milliseconds. */
export const Milliseconds = z.number().check(z.nonnegative());
export type Milliseconds = z.infer<typeof Milliseconds>;

/** A share between 0 and 1. */
export const Share = z.number().check(z.gte(0), z.lte(1));
export type Share = z.infer<typeof Share>;
