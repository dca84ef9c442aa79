// Text cut into sentences, where a full stop after "e.g." or in "3.5" ends nothing.

const shortened = new Set(
  "e.g i.e etc vs cf al fig figs eq no nos vol pp ed eds approx dr mr mrs ms prof st jr sr inc ltd co dept est jan feb mar apr jun jul aug sep sept oct nov dec".split(
    " ",
  ),
);

const endPattern = /[.!?…]+["'”’)\]]*(?=\s)/g;

/** A full stop after an abbreviation or a single initial does not end a sentence. */
const isShortened = (before: string): boolean => {
  const word = /([\p{L}.]+)$/u.exec(before.slice(-12))?.[1] ?? "";
  return /^\p{Lu}$/u.test(word) || shortened.has(word.toLowerCase());
};

const startsSentence = (rest: string) => /^\s+["'“‘([]?[\p{Lu}\p{N}]/u.test(rest);

/** The sentences of one paragraph, in order, each trimmed and on one line. */
export const sentences = (paragraph: string): string[] => {
  const text = paragraph.replaceAll(/\s+/g, " ").trim();
  const found: string[] = [];
  let start = 0;
  for (const match of text.matchAll(endPattern)) {
    const end = match.index + match[0].length;
    const stop = match[0].startsWith(".") && !match[0].startsWith("..");
    if (stop && isShortened(text.slice(start, match.index))) continue;
    if (!startsSentence(text.slice(end, end + 4))) continue;
    found.push(text.slice(start, end).trim());
    start = end;
  }
  const last = text.slice(start).trim();
  return last === "" ? found : [...found, last];
};
