// What conversion left of figures, references and boxes in a text: mended where the words around it suffice, else found out.

/** A caption whose picture and beginning are gone ends in a quotation mark that was never opened. */
const captionEnd = /["”]\s*\)\s*$/;
const quotes = (text: string) => text.match(/"/g)?.length ?? 0;

/** Where a hidden answer ended; its beginning was taken for a comment. */
const answerEnd = /--\s*>\s*$/;
const formula = /[→↔⇌]/;
const credit = /\((?:credit|image credit|photo|source)\b[^()]{0,300}:/i;

export const isHiddenAnswer = (paragraph: string): boolean => answerEnd.test(paragraph);

export const hiddenAnswer = (paragraph: string): string => paragraph.replace(answerEnd, "").trim();

/** The end of a caption, a credit, or a formula that lost its form. */
export const isLeftover = (paragraph: string): boolean => {
  const text = paragraph.trim();
  if (captionEnd.test(text) && quotes(text) % 2 === 1) return true;
  if (/^[.,;:)]/.test(text) || credit.test(text)) return true;
  return formula.test(text) && !/[.!?]["'”’)\]]*$/.test(text);
};

const shows =
  "shows|illustrates|depicts|lists|summarizes|summarises|describes|compares|gives|presents|provides|outlines|demonstrates";
const shown = "shown|depicted|illustrated|seen|listed|summarized|summarised|described|outlined|presented|given";

/** Joints at which a reference to a figure stood, and how the sentence reads without it. */
const joints: readonly (readonly [RegExp, string])[] = [
  // "more energy.illustrates the components …": a sentence whose subject was the figure.
  [new RegExp(`(?<=[a-z)]\\.)(?:${shows})\\b[^.!?]{0,400}[.!?]`, "g"), ""],
  // "storage.PSII and PSI are …"
  [/(?<=[a-z)]{3}\.)(?=\p{Lu}[\p{L}]+ )/gu, " "],
  [/\s*\(?\[\\\[link\\\]\]\([^)]{0,300}\)(?:\*\*[a-f]\*\*)?\)?/g, ""],
  [/\s*\*\*[a-f]\*\*\)?(?=[\s,.;)])/g, ""],
  [/\s*\(see(?:for|and|also)?\b[^()]{0,80}\)/g, ""],
  [/\s*\(see\.(?=\s|$)/g, "."],
  [new RegExp(`,? as (?:${shown}) in(?=[.,;])`, "g"), ""],
  [new RegExp(` in(?=(?:${shows})\\b)`, "g"), " "],
  [/(?<=\b(?:labeled|labelled) [^,.]{1,30}) in(?=[,.])/g, ""],
  [/(?<=\w)\\'(?=\w)/g, "'"],
  [/\*([^*\s][^*\n]{0,60})\*(?=-)/g, "$1"],
  [/\s*\(\s*\)/g, ""],
  [/[;,]\s*(?=\.(?:\s|$))/g, ""],
];

/** Markdown in, Markdown out: bold and links are still marked. Long runs of blanks go first, so that every pattern is quick. */
export const mended = (paragraph: string): string =>
  joints.reduce((text, [joint, instead]) => text.replaceAll(joint, instead), paragraph.replaceAll(/\s{2,}/g, " "));

const lostOpening = new RegExp(
  `^(?:As (?:${shown}) in, |If you look at, (?:you (?:will|can) see that )?|In the above (?:equation|figure|diagram|table), )(\\p{L})`,
  "u",
);
const lostEnd = new RegExp(`(?:\\b(?:${shown}) in|\\bsee|\\b(?:look|looking) at)[.!?]$`);

/** The sentence without the reference that it lost; nothing when it is not one without. */
export const wholeSentence = (sentence: string): string | undefined => {
  const opened = sentence.replace(lostOpening, (_, letter: string) => letter.toUpperCase());
  if (lostEnd.test(opened) || /^(?:[,.;:)]|(?:If|When) you (?:examine|study|look at),)/.test(opened)) return undefined;
  return opened.replaceAll(/\s+([,.;:?!])(?=\s|$)/g, "$1");
};

/** A paragraph that sends the reader to a film or a page that is not here. */
const invitation =
  /\b(?:watch|visit|click|try|explore|conduct|go to|view|see)\b.*\b(?:video|animation|site|website|link|interactive|simulation|tutorial|virtual)\b|\b(?:link|site|video)\b.*\bleads to\b/i;
const deadLink = /\[[^\]]{1,200}\]\[\d{1,3}\]/;

export const isInvitation = (paragraph: string): boolean =>
  paragraph.length < 400 && (deadLink.test(paragraph) || invitation.test(paragraph.split(/(?<=[.!?])\s/)[0] ?? ""));

/** "CytotechnologistHave you ever …": the title of a box run into its first sentence. */
const runIn = /^((?:[\p{L}'’-]+ ){0,7}\p{Lu}?\p{Ll}{4,})(\p{Lu}\p{Ll}*)(?=\s)/u;

/** How often each word stands in the whole text, in lower case. */
export type WordCounts = ReadonlyMap<string, number>;

export const countWords = (counts: Map<string, number>, text: string): void => {
  for (const word of text.toLowerCase().match(/[\p{L}'’-]+/gu) ?? []) counts.set(word, (counts.get(word) ?? 0) + 1);
};

/** The text without the box's title; a name such as PostgreSQL is told from one by the words around it. */
export const withoutRunInTitle = (paragraph: string, counts: WordCounts): string => {
  const [whole, title, first] = runIn.exec(paragraph) ?? [];
  if (whole === undefined || title === undefined || first === undefined) return paragraph;
  const joined = whole.slice(whole.lastIndexOf(" ") + 1).toLowerCase();
  return counts.has(first.toLowerCase()) && counts.get(joined) === 1 ? paragraph.slice(title.length) : paragraph;
};
