// How a quiz speaks: the question with its lettered options, hints, what was right and why, and the summary.
import { type Course, type Courses, sentences, terms } from "@polylogue/core";
import { counted, listed } from "../../files/wording.ts";
import { glossaryEntries, shareOf } from "./glossary-entry.ts";
import type { FreeMark } from "./marking.ts";
import type { Quiz } from "./quiz.ts";
import type { ChoiceQuestion, FreeQuestion, QuizQuestion } from "./quiz-question.ts";

const letter = (index: number): string => "ABCDEFGH".charAt(index);

export const optionName = ({ options }: ChoiceQuestion, index: number): string =>
  options.length === 2 && options[0] === "True"
    ? `**${options[index]}**`
    : `**${letter(index)}** (${options[index]?.replace(/\.$/, "")})`;

const optionLines = ({ options }: ChoiceQuestion): string =>
  options.map((option, at) => `- **${letter(at)}**: ${option}`).join("\n");

export const questionText = (question: QuizQuestion, { results, total }: Pick<Quiz, "results" | "total">): string => {
  const head = `**Question ${results.length + 1} of ${total}.** ${question.prompt}`;
  return question.type === "free"
    ? `${head}\n\nAnswer in your own words; I can only mark that roughly.`
    : `${head}\n\n${optionLines(question)}`;
};

const sectionPlace = (course: Course, section_id: string | undefined): string => {
  const section = course.sections.find(({ id }) => id === section_id);
  return section ? section.path.join(" › ") : course.title;
};

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
const ended = (text: string): string => (/[.!?]["'”’)]*$/.test(text) ? text : `${text}.`);

const answerText = (question: QuizQuestion): string =>
  question.type === "free" ? question.answer : (question.options[question.right] ?? "");

/** A sentence of the course must hold this share of question and answer to explain it. */
const leastSupport = 0.3;

/** What the course says of the answer, with its place. */
export const explanation = (question: QuizQuestion, course: Course, courses: Courses): string => {
  if (question.because !== undefined)
    return `${ended(capital(question.because))} (${sectionPlace(course, question.section_id)})`;
  const sought = `${question.prompt} ${answerText(question)}`;
  const wanted = terms(sought);
  const answer = terms(answerText(question));
  const support = (text: string) => shareOf(wanted, terms(text)) + shareOf(answer, terms(text));
  const best = courses
    .search(course, sought, 4)
    .flatMap(({ text, source }) => sentences(text).map((sentence) => ({ sentence, source, worth: support(sentence) })))
    .sort((a, b) => b.worth - a.worth)[0];
  return best && best.worth >= 2 * leastSupport && shareOf(answer, terms(best.sentence)) > 0
    ? `The course says: “${best.sentence}” (${best.source})`
    : `See ${sectionPlace(course, question.section_id)}.`;
};

/** What the learner took for the answer, so that the two are told apart next time. */
const chosenMeans = (chosen: string, course: Course): string => {
  const entry = glossaryEntries(course).find(({ term }) => term === chosen);
  return entry ? ` ${ended(`${capital(entry.term)} is something else: ${entry.definition}`)}` : "";
};

export const markedChoice = (question: ChoiceQuestion, chosen: number, course: Course, courses: Courses): string => {
  const why = explanation(question, course, courses);
  if (chosen === question.right) return `Right: ${optionName(question, chosen)}. ${why}`;
  const confused = question.origin === "source" ? "" : chosenMeans(question.options[chosen] ?? "", course);
  return `Not quite: you chose ${optionName(question, chosen)}, but the answer is ${optionName(question, question.right)}. ${why}${confused}`;
};

const freeVerdict = ({ outcome, share }: FreeMark): string => {
  const roughly = `about ${Math.round(share * 10) * 10}% of the key words of the model answer`;
  switch (outcome) {
    case "right":
      return `That looks right: it has ${roughly}.`;
    case "partly":
      return `That is part of it, as far as I can tell: it has ${roughly}.`;
    case "wrong":
      return "I find little of the model answer in that, though you may have said it in other words.";
  }
};

export const markedFree = (question: FreeQuestion, mark: FreeMark): string => {
  const missing = mark.missing.length > 0 && mark.outcome !== "right" ? ` Not mentioned: ${listed(mark.missing)}.` : "";
  return `${freeVerdict(mark)} I compare words only, so judge for yourself.${missing}\n\nModel answer: “${question.answer}”`;
};

/** The answer, for one who skips or does not know. */
export const revealed = (question: QuizQuestion, course: Course, courses: Courses): string =>
  question.type === "free"
    ? `A model answer: “${question.answer}”`
    : `The answer is ${optionName(question, question.right)}. ${explanation(question, course, courses)}`;

export const hintFor = (question: QuizQuestion, course: Course): string => {
  if (question.type === "free" || question.options.length === 2)
    return `Think back to ${sectionPlace(course, question.section_id)}.`;
  const wrong = question.options.flatMap((_, at) => (at === question.right ? [] : [at]));
  const ruledOut = wrong[question.id.length % wrong.length] ?? 0;
  return `It is not ${optionName(question, ruledOut)}. Think back to ${sectionPlace(course, question.section_id)}.`;
};

export const whichOf = (question: ChoiceQuestion, indexes: readonly number[]): string =>
  `Which do you mean: ${listed(
    indexes.map((index) => optionName(question, index)),
    indexes.length,
    "or",
  )}?`;

/** The score, what went wrong and where to read it again. */
export const summary = ({ results, total, about }: Quiz, asked: readonly QuizQuestion[], course: Course): string => {
  const count = (outcome: string) => results.filter((result) => result.outcome === outcome).length;
  const subject = about === "" ? course.title : about;
  if (results.length === 0) return `The quiz on ${subject} is ended; nothing was answered.`;
  const parts = [
    `${count("right")} of ${results.length} right`,
    ...(count("partly") > 0 ? [`${count("partly")} partly`] : []),
    ...(count("skipped") > 0 ? [`${count("skipped")} not answered`] : []),
  ];
  const missed = results
    .filter(({ outcome }) => outcome !== "right")
    .map(({ id }) => asked.find((one) => one.id === id));
  const places = [
    ...new Set(missed.flatMap((question) => (question ? [sectionPlace(course, question.section_id)] : []))),
  ];
  const early = results.length < total ? `, with ${counted(total - results.length, "question")} left` : "";
  const study =
    places.length > 0
      ? `To study again: ${listed(
          places.map((place) => `**${place}**`),
          4,
        )}.`
      : "Nothing was missed; you can go on to the next section.";
  return `The quiz on ${subject} is over${early}: **${listed(parts)}**. ${study} Say “quiz me” for another, or “continue” to go on with the lesson.`;
};
