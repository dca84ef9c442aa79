// A Markdown book or chapter read as a course: what is taught in which order, and the words and questions that come with it.
import type { Course, CourseSection, CourseTerm } from "@polylogue/core";
import { blocksOf } from "./block.ts";
import { distinct, fingerprint } from "./fingerprint.ts";
import { glossaryEntries, termsInText, withoutRepeats } from "./glossary.ts";
import { objectivesIn, objectivesUnder } from "./objective.ts";
import { type OutlinedSection, outlineOf, type Piece, type Role } from "./outline.ts";
import { proseOf } from "./prose.ts";
import { answerKey, exercisesIn, type FoundQuestion, questionsFromFile, reviewQuestions } from "./question.ts";
import { inSections, placed } from "./question-place.ts";
import { segmentsOf } from "./segment.ts";
import { countWords, type WordCounts } from "./torn-text.ts";

export interface CourseSource {
  readonly markdown: string;
  /** The file's name; the title of a text that has none. */
  readonly name: string;
  /** A JSON list of {chapter, section, question, options, answer}. */
  readonly questions?: string;
}

/** Names of what stands in the course, each given once. */
interface Names {
  readonly section: (wanted: string) => string;
  readonly segment: (wanted: string) => string;
  readonly question: (wanted: string) => string;
}

interface ReadSection {
  readonly section: CourseSection;
  readonly terms: readonly CourseTerm[];
  readonly questions: readonly FoundQuestion[];
}

/**
 * Reads step by step, a section at a time, so that a long book need not hold up whoever reads it. Throws `bad_request` when
 * the questions are not what they should be. A text without prose is a course without sections.
 */
export function* courseReading({ markdown, name, questions }: CourseSource): Generator<void, Course> {
  const { text, attribution } = withoutAttribution(markdown);
  const beside = questions === undefined ? [] : questionsFromFile(questions);
  const outline = outlineOf(text, name);
  const counts = new Map<string, number>();
  for (const { pieces } of outline.sections) {
    yield;
    for (const piece of pieces) countWords(counts, piece.text);
  }
  const names = { section: distinct(), segment: distinct(), question: distinct() };
  const read: ReadSection[] = [];
  for (const section of outline.sections) {
    yield;
    read.push(readSection(section, counts, names));
  }
  const sections = withChapterObjectives(outline.sections, read);
  const taught = new Set(sections.map(({ id }) => id));
  const place = <Found extends object>(found: Found, { id }: CourseSection) =>
    placed(found, taught.has(id) ? id : undefined);
  const inText = read.flatMap(({ section, questions: found }) => found.map((one) => place(one, section)));
  return {
    course_id: slug(outline.title),
    title: outline.title,
    sections,
    glossary: withoutRepeats(read.flatMap(({ section, terms }) => terms.map((term) => place(term, section)))),
    questions: [...inText, ...inSections(beside, sections)].map((one) => ({
      ...one,
      id: names.question(fingerprint([one.prompt, ...one.options].join("\n"))),
    })),
    ...(attribution !== undefined && { attribution }),
  };
}

/** The same at once. */
export const readCourse = (source: CourseSource): Course => {
  const reading = courseReading(source);
  for (;;) {
    const step = reading.next();
    if (step.done) return step.value;
  }
};

const readSection = ({ path, pieces }: OutlinedSection, counts: WordCounts, names: Names): ReadSection => {
  const texts = pieces.filter(({ role }) => role === "text").map((piece) => readText(piece, counts));
  const having = (role: Role) =>
    pieces
      .filter((piece) => piece.role === role)
      .map(({ text }) => text)
      .join("\n\n");
  const entries = glossaryEntries(having("glossary"));
  return {
    section: {
      id: names.section(fingerprint(path.join("\n"))),
      title: path.at(-1) ?? "",
      path,
      objectives: [...objectivesUnder(blocksOf(having("objectives"))), ...texts.flatMap((one) => one.objectives)],
      segments: segmentsOf(texts, names.segment),
      summary: proseOf(blocksOf(having("summary")), counts)
        .map((paragraph) => paragraph.join(" "))
        .join("\n\n"),
    },
    terms: [...entries, ...texts.flatMap(({ terms }) => terms)],
    questions: [
      ...texts.flatMap(({ questions }) => questions),
      ...reviewQuestions(having("questions"), answerKey(having("answers"))),
    ],
  };
};

const readText = ({ path, text }: Piece, counts: WordCounts) => {
  const { objectives, rest } = objectivesIn(blocksOf(text));
  const exercises = exercisesIn(rest);
  return {
    path,
    objectives,
    paragraphs: proseOf(exercises.rest, counts),
    questions: exercises.questions,
    terms: termsInText(text),
  };
};

/** What a chapter's sections all lead to belongs to its first one; a section that teaches nothing goes. */
const withChapterObjectives = (outlined: readonly OutlinedSection[], read: readonly ReadSection[]): CourseSection[] => {
  let waiting: readonly string[] = [];
  return read.flatMap(({ section }, at) => {
    if (section.segments.length === 0) {
      if (outlined[at]?.isChapter) waiting = section.objectives;
      return [];
    }
    const objectives = [...waiting, ...section.objectives];
    waiting = [];
    return [{ ...section, objectives }];
  });
};

const attributionLine = /^(?:Source|Licen[cs]e|Attribution|Adapted from|Copyright|©)\b[: ].{3,300}$/gim;

/** Where the text comes from and how it may be used: said in its last lines, and not taught. */
const withoutAttribution = (markdown: string): { text: string; attribution?: string } => {
  const end = markdown.trimEnd().length;
  const from = Math.max(0, end - 600);
  const lines = [...markdown.slice(from, end).matchAll(attributionLine)].map(([line]) => line);
  if (lines.length === 0) return { text: markdown };
  const said = lines.map((line) => line.replace(/^(?:Source|Attribution):\s*/i, "").trim());
  return {
    text: markdown.slice(0, from) + markdown.slice(from).replaceAll(attributionLine, ""),
    attribution: said.join(" "),
  };
};

/** "Cell Structure" → "cell-structure". */
const slug = (title: string): string =>
  title
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .slice(0, 60)
    .replaceAll(/^-|-$/g, "") || fingerprint(title);
