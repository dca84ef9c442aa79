// An option named by its letter or its place: "b", "B)", "letter c", "number four", "the second one", "the last".

export type Label =
  /** By letter, or by place with a word that says so. */
  | { readonly type: "named"; readonly index: number }
  /** A number alone: the place, unless an option reads so. */
  | { readonly type: "bare"; readonly index: number }
  | { readonly type: "several"; readonly indexes: readonly number[] };

const letters = "abcdefgh";
const spokenLetters: Readonly<Record<string, string>> = {
  ay: "a",
  eh: "a",
  bee: "b",
  sea: "c",
  see: "c",
  cee: "c",
  dee: "d",
  ee: "e",
};
const cardinals = ["one", "two", "three", "four", "five", "six", "seven", "eight"];
const ordinals = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"];
const shortOrdinals = ["1st", "2nd", "3rd", "4th", "5th", "6th", "7th", "8th"];

const noun = "(?:one|option|answer|choice|statement|letter)";
const named = /^(?:the )?(?:option|letter|number|no\.?|answer|choice|#) ?([a-z0-9]+)(?:[).:]|\b)/;
const placed = new RegExp(`(?:^|\\bthe )(${[...ordinals, ...shortOrdinals].join("|")})(?: ${noun}\\b|$)`);
const last = new RegExp(`^(?:the )?(?:very )?(?:last|bottom)(?: ${noun})?$|\\bthe (?:last|bottom) ${noun}\\b`);
const top = new RegExp(`^(?:the )?top(?: ${noun})?$|\\bthe top ${noun}\\b`);

/** "number for" is how a recogniser hears "number four". */
const heardAs: Readonly<Record<string, string>> = { won: "one", to: "two", too: "two", tree: "three", for: "four" };

const letterOf = (word: string): number => letters.indexOf(spokenLetters[word] ?? (word.length === 1 ? word : "-"));
const numberOf = (word: string): number => (/^[1-8]$/.test(word) ? Number(word) - 1 : cardinals.indexOf(word));

const within = (index: number, options: readonly string[]): number | undefined =>
  index >= 0 && index < options.length ? index : undefined;

/** "b", "(b)", "b)", "b. the nucleus", "b, because …", "b as in bravo"; an article is no letter. */
const leading = (words: string): number => {
  const alone = /^\(?([a-z]+)[).]?(?: as in \w+)?$/.exec(words)?.[1];
  if (alone !== undefined) return letterOf(alone);
  const marked = /^(?:\(([a-h])\)|([a-h])[).:,]|([a-h]) (?=(?:is|sounds|looks|seems|because|since)\b))/.exec(words);
  const loose = /^([b-h]) (?=(?:as|i|final|right|for sure|of course)\b)/.exec(words);
  return letterOf(marked?.[1] ?? marked?.[2] ?? marked?.[3] ?? loose?.[1] ?? "-");
};

/** "b or c", "either a or d", "a and b". */
const several = (words: string): number[] => {
  const match =
    /^(?:either |both )?(?:option )?([a-h])(?:\)|,)? (?:or|and|&|\/) (?:maybe )?(?:option )?([a-h])\)?$/.exec(words);
  return match ? [letterOf(match[1] ?? ""), letterOf(match[2] ?? "")] : [];
};

const trailing = (said: string): number =>
  letterOf(/\b(?:option|letter|answer(?: is)?|choice):? \(?([a-h])\)?[.!]?$/.exec(said)?.[1] ?? "-");

const placeIn = (words: string, count: number): number => {
  if (last.test(words)) return count - 1;
  if (top.test(words)) return 0;
  const word = placed.exec(words)?.[1] ?? "";
  return Math.max(ordinals.indexOf(word), shortOrdinals.indexOf(word));
};

/** `words` is what was said without fillers; a label beyond the options is none. */
export const labelIn = (words: string, said: string, options: readonly string[]): Label | undefined => {
  const both = several(words).filter((index) => index < options.length);
  if (both.length > 1 && both[0] !== both[1]) return { type: "several", indexes: both };
  const name = named.exec(words)?.[1] ?? named.exec(said)?.[1] ?? "";
  const candidates = [
    letterOf(name),
    numberOf(heardAs[name] ?? name),
    placeIn(words, options.length),
    leading(words),
    trailing(said),
  ];
  const index = candidates.map((candidate) => within(candidate, options)).find((candidate) => candidate !== undefined);
  if (index !== undefined) return { type: "named", index };
  const bare = within(numberOf(words.replaceAll(/[().#]/g, "")), options);
  return bare === undefined ? undefined : { type: "bare", index: bare };
};
