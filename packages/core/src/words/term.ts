// The terms of a text: its words that carry meaning, in one spelling, so that a question and a passage can be compared.
import { stem } from "./stem.ts";

const emptyWords = new Set(
  `a about above after again all also am an and any are as at be because been before being below between both but by can could
  did do does doing down during each few for from further had has have having he her here hers him his how i if in into is it
  its just let lets may me might more most much must my no nor not now of off on once only or other our out over own please
  same shall she should so some such tell than that the their them then there these they this those through to too under until
  up upon us very was we were what when where which while who whom whose why will with would you your yours
  explain describe discuss define give show say says said know mean means meant think happen happens many please thanks thank want need like help get gets got use uses used using able
  don doesn didn isn aren wasn weren won wouldn couldn shouldn ve ll re`.split(/\s+/),
);

const wordPattern = /\p{L}[\p{L}\p{N}]*|\p{N}+(?:[.,]\p{N}+)*/gu;
const oneSpelling = (text: string) =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/['’]s\b/g, "");

export const isNumber = (term: string): boolean => /^\d/.test(term);

/** Stems in the order in which they stand; numbers without thousands separators; words without meaning left out. */
export const terms = (text: string): string[] => {
  const found: string[] = [];
  for (const word of oneSpelling(text).match(wordPattern) ?? []) {
    if (emptyWords.has(word)) continue;
    if (isNumber(word)) found.push(word.replaceAll(/,(?=\d{3})/g, ""));
    else if (word.length > 1) found.push(stem(word));
  }
  return found;
};
