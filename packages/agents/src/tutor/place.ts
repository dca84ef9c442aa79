// The places of a course: its headings as numbered parts, how a place is named, and how one is found by number or by title.
import { type Course, type CourseSection, terms } from "@polylogue/core";
import { plain } from "../files/wording.ts";
import { type Placed, placedSegments } from "./learner.ts";

/** A heading with everything beneath it. */
export interface Part {
  /** "2", "2.1". */
  readonly number: string;
  readonly title: string;
  /** In order, its own text first. */
  readonly segments: readonly [Placed, ...Placed[]];
  readonly parts: readonly Part[];
}

const sectionPath = ({ path, title }: CourseSection): readonly string[] =>
  path.at(-1) === title ? path : [...path, title];
const pathOf = ({ section, segment }: Placed): readonly string[] => [...sectionPath(section), ...(segment.path ?? [])];

/** "Photosynthesis › Overview". */
export const placeName = (placed: Placed): string => pathOf(placed).join(" › ");

/** "Photosynthesis › Overview, part 2 of 6", or parts 2 and 3. */
export const placeOf = (placed: Placed, next?: Placed): string => {
  const { segments } = placed.section;
  if (segments.length < 2) return placeName(placed);
  const number = segments.indexOf(placed.segment) + 1;
  return `${placeName(placed)}, ${next ? `parts ${number} and ${number + 1}` : `part ${number}`} of ${segments.length}`;
};

const longestPlace = 400;

/** The same in bold, whole: a path of titles may be long. */
export const boldPlace = (placed: Placed, next?: Placed): string => `**${plain(placeOf(placed, next), longestPlace)}**`;

/** How many titles stand above every section, and so tell none from another. */
const sharedDepth = ({ sections }: Course): number => {
  const paths = sections.map(sectionPath);
  const [first = []] = paths;
  const differs = first.findIndex((title, depth) => paths.some((path) => path[depth] !== title));
  const shared = differs < 0 ? first.length : differs;
  return paths.some((path) => path.length > shared) ? shared : Math.max(0, shared - 1);
};

const partsAt = (segments: readonly Placed[], depth: number, above: string): Part[] => {
  const groups: [Placed, ...Placed[]][] = [];
  for (const placed of segments) {
    const title = pathOf(placed)[depth];
    const last = groups.at(-1);
    if (title === undefined) continue;
    if (last && pathOf(last[0])[depth] === title) last.push(placed);
    else groups.push([placed]);
  }
  return groups.map((group, at) => {
    const number = `${above}${at + 1}`;
    const title = pathOf(group[0])[depth] ?? "";
    return { number, title, segments: group, parts: partsAt(group, depth + 1, `${number}.`) };
  });
};

/** The headings that divide the course, numbered from 1; those beneath them are in their `parts`. */
export const partsOf = (course: Course): Part[] => partsAt(placedSegments(course), sharedDepth(course), "");

export const withParts = (part: Part): Part[] => [part, ...part.parts.flatMap(withParts)];
const allParts = (course: Course): Part[] => partsOf(course).flatMap(withParts);

/** The sections that stand in it, whole or in part. */
export const sectionsIn = ({ segments }: Part): CourseSection[] => [...new Set(segments.map(({ section }) => section))];

const holds = (part: Part, section_id: string): boolean =>
  part.segments.some(({ section }) => section.id === section_id);

/** The dividing heading under which a section stands. */
export const partHolding = (course: Course, section_id: string): Part | undefined =>
  partsOf(course).find((part) => holds(part, section_id));

const numberWords = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
const countWords = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
const kinds = "chapter|section|lesson|unit|module|part";
const spelled = [...numberWords, ...countWords, "last"].join("|");
const before = new RegExp(String.raw`\b(?<number>\d+(?:\.\d+)*(?:st|nd|rd|th)?|${spelled}) (?<kind>${kinds})\b`, "i");
const after = new RegExp(
  String.raw`\b(?<kind>${kinds})s? (?:number |no\.? )?(?<number>\d+(?:\.\d+)*|${spelled})\b`,
  "i",
);

/** What a number in a sentence means: "section 2.1", "the second chapter", "the last lesson". */
export interface NumberedPlace {
  readonly chapter: boolean;
  /** From 1; 0 is the last. */
  readonly numbers: readonly [number, ...number[]];
}

export const numberedPlace = (text: string): NumberedPlace | undefined => {
  const { kind = "", number = "" } = (after.exec(text) ?? before.exec(text))?.groups ?? {};
  if (number === "") return undefined;
  const word = number.toLowerCase();
  const position = Math.max(numberWords.indexOf(word), countWords.indexOf(word));
  const [first = 0, ...rest] =
    word === "last" ? [0] : position >= 0 ? [position + 1] : word.split(".").map(Number.parseFloat);
  return { chapter: kind.toLowerCase() === "chapter", numbers: [first, ...rest] };
};

/** "Section 2" of a course of chapters is the second of the chapter in which the learner is. */
export const partNumbered = (
  course: Course,
  { chapter, numbers }: NumberedPlace,
  section_id: string,
): Part | undefined => {
  const top = partsOf(course);
  const chaptered = sharedDepth(course) === 0;
  const here = chapter || !chaptered || numbers.length > 1 ? undefined : top.find((part) => holds(part, section_id));
  const among = here && here.parts.length > 1 ? here.parts : top;
  const [first, ...rest] = numbers;
  return rest.reduce<Part | undefined>((part, number) => part?.parts[number - 1], among.at(first - 1));
};

/** A title may say more than was asked for, but what was asked for may hardly say more than the title. */
const leastLikeness = { longerTitle: 0.4, longerWish: 0.7 };

/** How alike they are, 0 to 1; 0 unless one has every word of the other. */
const likeness = (asked: ReadonlySet<string>, title: string): number => {
  const words = new Set(terms(title));
  const shared = [...asked].filter((word) => words.has(word)).length;
  if (shared === 0 || shared < Math.min(asked.size, words.size)) return 0;
  const alike = (2 * shared) / (asked.size + words.size);
  const least = shared === asked.size ? leastLikeness.longerTitle : leastLikeness.longerWish;
  return alike >= least ? alike : 0;
};

const oneSpelling = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
const beginsWith = (title: string, subject: string): boolean =>
  subject !== "" && oneSpelling(title).startsWith(oneSpelling(subject));

/** What is most like `subject` by its title; one that begins with the very words comes first. */
export const likest = <Item>(
  items: readonly Item[],
  subject: string,
  titleOf: (item: Item) => string,
): Item | undefined => {
  const asked = new Set(terms(subject));
  let best: { readonly item: Item; readonly score: number } | undefined;
  for (const item of items) {
    const title = titleOf(item);
    const alike = likeness(asked, title);
    const score = alike > 0 && beginsWith(title, subject) ? alike + 1 : alike;
    if (score > (best?.score ?? 0)) best = { item, score };
  }
  return best?.item;
};

/** The heading that is meant, or the course itself where its own title is as like. */
const titled = (course: Course, subject: string): Course | Part | undefined =>
  likest<Course | Part>([course, ...allParts(course)], subject, ({ title }) => title);

export const partTitled = (course: Course, subject: string): Part | undefined => {
  const meant = titled(course, subject);
  return meant && "segments" in meant ? meant : undefined;
};

const wholeCourse =
  /^(?:it|this|that|everything|all of it|(?:this|the|my|the whole) (?:course|chapter|book|subject|topic))\W*$/i;

export const isWholeCourse = (course: Course, subject: string): boolean =>
  wholeCourse.test(subject.trim()) || titled(course, subject) === course;
