// Rules that a value from outside is held to, small ones put together to large ones.

export type Rule = (value: unknown) => boolean;

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const matches =
  (pattern: RegExp): Rule =>
  (value) =>
    typeof value === "string" && pattern.test(value);
export const oneOf = (words: string): Rule => {
  const known = new Set<unknown>(words.split(" "));
  return (value) => known.has(value);
};
export const either =
  (...rules: readonly Rule[]): Rule =>
  (value) =>
    rules.some((rule) => rule(value));
export const list =
  (rule: Rule, most: number): Rule =>
  (value) =>
    Array.isArray(value) && value.length <= most && value.every(rule);
/** Every field that is there must be on the list: what is unknown is refused, not ignored. */
export const shape = (fields: Readonly<Record<string, Rule>>, needed: readonly string[] = []): Rule => {
  const rules = new Map(Object.entries(fields));
  return (value) =>
    isObject(value) &&
    needed.every((name) => Object.hasOwn(value, name)) &&
    Object.entries(value).every(([name, inner]) => rules.get(name)?.(inner) ?? false);
};

export const nothing: Rule = (value) => value === null;
export const flag: Rule = (value) => typeof value === "boolean";
export const number: Rule = (value) => typeof value === "number" && Number.isFinite(value);
export const text: Rule = (value) => typeof value === "string" && value.length <= 2_000;
export const lines = either(text, list(text, 8));
export const figure = either(text, number, flag, nothing);
