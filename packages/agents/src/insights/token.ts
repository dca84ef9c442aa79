// A question cut into its smallest pieces: words, numbers, dates, things in quotes and signs.
export interface Token {
  /** As it was written. */
  readonly text: string;
  /** In lower case, without "'s". */
  readonly word: string;
  readonly number?: number;
  /** 2008-03-01 or 2008-03. */
  readonly date?: string;
  readonly quoted?: boolean;
}

const pieces =
  /["“‘`]([^"”’`]+)["”’`]|(\d{4}-\d{2}(?:-\d{2})?(?!\d))|([$€£]?\d[\d,]*(?:\.\d+)?(?:\s?(?:%|percent\b|k\b|m\b|bn\b|million\b|billion\b|thousand\b|hundred\b))?)|([<>!]=?|=|≥|≤)|([\p{L}\p{N}]+(?:['’]\p{L}+)?)|([,;])/giu;

const magnitudes: Readonly<Record<string, number>> = {
  k: 1e3,
  hundred: 100,
  thousand: 1e3,
  m: 1e6,
  million: 1e6,
  bn: 1e9,
  billion: 1e9,
};

/** "A million" and "two thousand" are numbers too. */
const inFigures = (question: string): string =>
  question
    .replaceAll(/\bhalf a (?=million\b|billion\b)/gi, "0.5 ")
    .replaceAll(/\ban? (?=hundred\b|thousand\b|million\b|billion\b)/gi, "1 ")
    .replaceAll(
      /\b(one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|fifty) (?=hundred\b|thousand\b|million\b|billion\b)/gi,
      (_, word: string) => `${magnitudeCounts[word.toLowerCase()] ?? spelledNumbers.indexOf(word.toLowerCase())} `,
    );

const magnitudeCounts: Readonly<Record<string, number>> = { twenty: 20, fifty: 50 };

const spelledNumbers = "zero one two three four five six seven eight nine ten eleven twelve".split(" ");

export const tokensOf = (question: string): Token[] => [...inFigures(question).matchAll(pieces)].flatMap(tokenOf);

const tokenOf = (match: RegExpMatchArray): Token[] => {
  const [text, quoted, date, number, sign, word] = match;
  if (quoted !== undefined) return [{ text: quoted, word: quoted.toLowerCase(), quoted: true }];
  if (date !== undefined) return [{ text, word: text, date }];
  if (number !== undefined) return [{ text, word: text.toLowerCase(), number: numberOf(number) }];
  if (sign !== undefined) return [{ text, word: sign }];
  if (word === undefined) return [{ text, word: "," }];
  const plain = word
    .toLowerCase()
    .replace(/['’]s$/, "")
    .replace("’", "'");
  const spelled = spelledNumbers.indexOf(plain);
  return [{ text: word, word: plain, ...(spelled > 1 && { number: spelled }) }];
};

const numberOf = (text: string): number => {
  const [, digits = "", suffix = ""] = /([\d.,]+)\s*([a-z]*)/i.exec(text) ?? [];
  return Number(digits.replaceAll(",", "")) * (magnitudes[suffix.toLowerCase()] ?? 1);
};
