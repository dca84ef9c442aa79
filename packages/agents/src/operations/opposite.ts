// Whether two conditions are the two sides of one question: "it is approved" and "it is rejected".

const opposites: readonly (readonly [RegExp, RegExp])[] = [
  [/\bnot\b|n[’']t\b/i, /^(?!.*(?:\bnot\b|n[’']t\b))/i],
  [
    /\b(?:approved|accepted|approves|accepts|agrees?)\b/i,
    /\b(?:rejected|denied|declined|refused|rejects|declines|refuses|denies|disapproved|not approved)\b/i,
  ],
  [/\b(?:pass|passes|passed|succeeds|successful|ok|good)\b/i, /\b(?:fail|fails|failed|unsuccessful|bad|not ok)\b/i],
  [/\bcomplete\b/i, /\bincomplete\b|\bmissing\b/i],
  [/\bvalid\b/i, /\binvalid\b|\bexpired\b/i],
  [/\bavailable\b|\bin stock\b/i, /\bunavailable\b|\bout of stock\b/i],
  [
    /\b(?:over|above|more than|exceeds?|greater than)\b/i,
    /\b(?:under|below|less than|up to|or less|or below|not exceed)\b/i,
  ],
  [/^yes\b/i, /^no\b/i],
  [/\bcorrect\b/i, /\b(?:incorrect|wrong)\b/i],
];

/** "it is approved" and "it is rejected": the one is what is left when the other does not hold. */
export const isOpposite = (a: string, b: string): boolean =>
  opposites
    .slice(1)
    .some(
      ([one, other]) =>
        (one.test(a) && other.test(b) && !other.test(a)) || (one.test(b) && other.test(a) && !other.test(b)),
    ) || differByNot(a, b);

const differByNot = (a: string, b: string): boolean => {
  const without = (text: string) =>
    text
      .toLowerCase()
      .replaceAll(/\b(?:not|it|the|is|are|does|do)\b|n[’']t\b|\s/g, "")
      .replace(/s$/, "");
  const [denied, plain] = opposites[0] ?? [/x/, /x/];
  return without(a) === without(b) && denied.test(a) !== denied.test(b) && plain.test(a) !== plain.test(b);
};

/** "the amount is over 100" and "the amount is over 1,000" ask about one thing. */
export const isSameQuestion = (a: string, b: string): boolean => {
  const first = (text: string) =>
    text
      .toLowerCase()
      .replace(/^(?:the|a|an|it|they)\s+/, "")
      .split(/\s+/)[0];
  return first(a) === first(b);
};
