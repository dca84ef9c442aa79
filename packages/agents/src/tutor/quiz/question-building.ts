// Builds every question that a course can be asked about: its own, then those made from its glossary and sentences.
import type { Course, CourseQuestion } from "@polylogue/core";
import { distractorsFor, mixed } from "./distractor.ts";
import { blank, contextOf, type Gap, gapFor, numberGap, otherNumbers, withBlank, withTerm } from "./gap.ts";
import { type GlossaryEntry, glossaryEntries, nearness, shareOf } from "./glossary-entry.ts";
import type { QuizQuestion } from "./quiz-question.ts";
import { isStatement, type QuizSentence, quizSentences } from "./quiz-sentence.ts";
import { seedOf, shortId } from "./seed.ts";

/** Terms nearer than this are hard to tell apart. */
const hardToTell = 2.5;
/** Stems of a definition that fits one term only. */
const leastDefined = 4;
/** Another term that stands elsewhere with this share of the sentence's words may fit it too. */
const sameContext = 0.5;

/** What the source asks of a picture cannot be asked here. */
const needsPicture = /\bfigure\b|\[link\]|\bshown (?:here|above|below)\b|\bdiagram\b/i;

const plainPrompt = (prompt: string): string => prompt.replaceAll(/(?:\\?_){3,}/g, blank);

const fromSource = ({ id, section_id, prompt, options, answer }: CourseQuestion): QuizQuestion[] => {
  if (needsPicture.test(prompt) || answer.trim() === "") return [];
  const asked = {
    id,
    prompt: plainPrompt(prompt),
    subject: id,
    origin: "source" as const,
    ...(section_id !== undefined && { section_id }),
  };
  if (options.length === 0) return [{ ...asked, type: "free", answer, difficulty: 3 }];
  const right = options.indexOf(answer);
  if (right < 0 || new Set(options).size < options.length) return [];
  return [{ ...asked, type: "choice", options, right, difficulty: /\bnot\b/.test(prompt) ? 3 : 2 }];
};

const inSection = ({ section_id }: { readonly section_id?: string }) =>
  section_id === undefined ? {} : { section_id };

/** Says enough to fit one term only; what is not so may not be so of many things. */
const tellsApart = ({ defined, definition, isClass }: GlossaryEntry): boolean =>
  !isClass && defined.length >= leastDefined && !/\b(?:not|no|without)\b/.test(definition);

const definitionQuestion = (target: GlossaryEntry, entries: readonly GlossaryEntry[]): QuizQuestion[] => {
  if (target.words.some((word) => target.defined.some((other) => other.startsWith(word.slice(0, 6))))) return [];
  const id = `d-${shortId(target.term)}`;
  const wrong = distractorsFor({ target, entries, prompt: target.definition, seed: id });
  if (!wrong) return [];
  const near = wrong.filter((entry) => nearness(target, entry) >= hardToTell).length;
  const { options, right } = mixed(
    target.term,
    wrong.map(({ term }) => term),
    `${id}/order`,
  );
  return [
    {
      id,
      type: "choice",
      prompt: `Which term means “${target.definition}”?`,
      subject: target.term,
      origin: "definition",
      difficulty: near > 1 ? 2 : 1,
      options,
      right,
      because: `${target.term}: ${target.definition}`,
      ...inSection(target),
    },
  ];
};

/** The definition with its own term, or with one that it surely does not fit. */
const definitionTruth = (target: GlossaryEntry, entries: readonly GlossaryEntry[]): QuizQuestion[] => {
  const id = `t-${shortId(target.term)}`;
  const wrong = distractorsFor({ target, entries, prompt: target.definition, seed: id })?.[0];
  if (!wrong) return [];
  const isTrue = seedOf(id) % 2 === 0;
  return [
    truthQuestion(
      id,
      target,
      `“${(isTrue ? target : wrong).term}” means: ${target.definition}.`,
      isTrue,
      `${target.term}: ${target.definition}`,
    ),
  ];
};

const truthQuestion = (
  id: string,
  { term, section_id }: Pick<GlossaryEntry, "term"> & { readonly section_id?: string },
  statement: string,
  isTrue: boolean,
  because: string,
): QuizQuestion => ({
  id,
  type: "choice",
  prompt: `True or false? ${statement}`,
  subject: term,
  origin: "truth",
  difficulty: 1,
  options: ["True", "False"],
  right: isTrue ? 0 : 1,
  because,
  ...(section_id !== undefined && { section_id }),
});

/** Whether some sentence says of `entry` much of what this one says. */
const fitsContext = (gap: Gap, all: readonly QuizSentence[]) => {
  const context = contextOf(gap);
  return ({ words }: GlossaryEntry): boolean =>
    all.some(({ terms }) => words.every((word) => terms.includes(word)) && shareOf(context, terms) >= sameContext);
};

const sentenceQuestions = (
  sentence: QuizSentence,
  entries: readonly GlossaryEntry[],
  all: readonly QuizSentence[],
): QuizQuestion[] => {
  if (!isStatement(sentence.text)) return [];
  const named = entries.filter(({ words }) => words.every((word) => sentence.terms.includes(word)));
  const found = named.flatMap((target) => {
    const gap = gapFor(target, sentence.text);
    return gap ? [{ target, gap }] : [];
  });
  return found.slice(0, 1).flatMap(({ target, gap }) => {
    const id = `c-${shortId(`${sentence.text}/${target.term}`)}`;
    const wrong = distractorsFor({ target, entries, prompt: sentence.text, fits: fitsContext(gap, all), seed: id });
    if (!wrong) return [];
    const about = { term: target.term, section_id: sentence.section_id };
    if (seedOf(id) % 3 === 0) {
      const isTrue = seedOf(`${id}/true`) % 2 === 0;
      const statement = isTrue ? sentence.text : withTerm(gap, wrong[0]?.term ?? "");
      return [truthQuestion(`s-${shortId(id)}`, about, statement, isTrue, sentence.text)];
    }
    const { options, right } = mixed(
      target.term,
      wrong.map(({ term }) => term),
      `${id}/order`,
    );
    return [
      {
        id,
        type: "choice",
        prompt: `Which term fits? ${withBlank(gap)}`,
        subject: target.term,
        origin: "cloze",
        difficulty: 2,
        options,
        right,
        because: sentence.text,
        section_id: sentence.section_id,
      },
    ];
  });
};

const numberQuestion = ({ text, section_id }: QuizSentence): QuizQuestion[] => {
  const gap = isStatement(text) ? numberGap(text) : undefined;
  const wrong = gap ? otherNumbers(gap.taken) : [];
  if (!gap || wrong.length < 2) return [];
  const id = `n-${shortId(text)}`;
  const { options, right } = mixed(gap.taken, wrong, `${id}/order`);
  return [
    {
      id,
      type: "choice",
      prompt: `Which number fits? ${withBlank(gap)}`,
      subject: text,
      origin: "number",
      difficulty: 3,
      options,
      right,
      because: text,
      section_id,
    },
  ];
};

const build = (course: Course): QuizQuestion[] => {
  const entries = glossaryEntries(course);
  const definable = entries.filter(tellsApart);
  const all = quizSentences(course);
  return [
    ...course.questions.flatMap(fromSource),
    ...definable.flatMap((entry) => definitionQuestion(entry, entries)),
    ...definable.flatMap((entry) => definitionTruth(entry, entries)),
    ...all.flatMap((sentence) => sentenceQuestions(sentence, entries, all)),
    ...all.flatMap(numberQuestion),
  ];
};

const built = new WeakMap<Course, readonly QuizQuestion[]>();

/** All questions of a course, its own first; built once for as long as the course is at hand. */
export const questionsOf = (course: Course): readonly QuizQuestion[] => {
  const known = built.get(course) ?? build(course);
  built.set(course, known);
  return known;
};
