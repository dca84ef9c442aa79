// The assessment agent: asks one question at a time, takes answers in any form, marks and explains them, and keeps the results.
import { type Agent, type AgentEvent, agent, type Course, type Courses, type Turn, unreachable } from "@polylogue/core";
import { said } from "../../files/answer.ts";
import { currentCourse, type Learner, loadLearner, newLearner, recordAnswer, saveLearner } from "../learner.ts";
import { readAnswer } from "./answer-reading.ts";
import { assessmentExamples, assessmentRules } from "./assessment-examples.ts";
import { markFree } from "./marking.ts";
import { assessmentName, keepQuiz, type OpenQuiz, openQuiz } from "./open-quiz.ts";
import { questionsOf } from "./question-building.ts";
import { advanced, answeredWith, nextQuestion, type Outcome, type Quiz } from "./quiz.ts";
import { isForAnother, type QuizCommand, quizCommand } from "./quiz-command.ts";
import type { QuizQuestion } from "./quiz-question.ts";
import { countOf, type QuizRequest, quizRequest } from "./quiz-request.ts";
import { distanceFrom, type Scope, scopeHere, scopeOf } from "./quiz-scope.ts";
import { hintFor, markedChoice, markedFree, questionText, revealed, summary, whichOf } from "./quiz-wording.ts";
import { seedOf } from "./seed.ts";

export interface AssessmentOptions {
  readonly courses: Courses;
}

export const assessmentAgent = ({ courses }: AssessmentOptions): Agent =>
  agent({
    name: assessmentName,
    title: "Assessment",
    description: "Quizzes on the course: asks questions one at a time, marks and explains the answers.",
    examples: assessmentExamples,
    rules: assessmentRules,
    respond: (turn) => respond(turn, courses),
  });

/** What one turn works with. */
interface Session extends OpenQuiz {
  readonly turn: Turn;
  readonly courses: Courses;
  readonly learner: Learner;
}

async function* respond(turn: Turn, courses: Courses): AsyncGenerator<AgentEvent> {
  const course = await currentCourse(turn, courses);
  if (!course)
    return yield* said({ text: "There is no course to ask about yet. Import one, then say “quiz me”." }, turn);
  const open = openQuiz(turn, courses);
  const request = quizRequest(turn.text);
  if (open) {
    const session = { ...open, turn, courses, learner: await loadLearner(turn, open.course) };
    if (yield* answered(session, request)) return;
  }
  if (request) return yield* begin(turn, course, courses, request);
  if (!isAddressed(turn)) return yield { type: "pass" };
  yield* said(
    { text: "I ask questions about the course and mark your answers. Say “quiz me”, or “quiz me on …”." },
    turn,
  );
}

/** Spoken to by name there is nobody to pass to. */
const isAddressed = ({ conversation }: Turn): boolean => conversation.agent_type === assessmentName;

/** Deals with what was said to the question that waits; false when it was no word to it. */
async function* answered(session: Session, request: QuizRequest | undefined): AsyncGenerator<AgentEvent, boolean> {
  const { turn, question } = session;
  if (question.type === "choice") {
    const reading = readAnswer(turn.text, question.options);
    if (reading.type === "option") return yield* choose(session, reading.index);
    const command = quizCommand(turn.text);
    if (command) return yield* obey(session, command);
    if (reading.type === "ambiguous") return yield* tell(session, whichOf(question, reading.indexes));
  } else {
    const command = quizCommand(turn.text);
    if (command) return yield* obey(session, command);
  }
  if (request) return false;
  if (isForAnother(turn.text) && !isAddressed(turn)) return false;
  if (question.type === "free" && !isLabel(turn.text)) return yield* mark(session, turn.text);
  const expected =
    question.type === "free" ? "This one is answered in words." : "I did not find one of the options in that.";
  return yield* tell(session, `${expected}\n\n${questionText(question, session.quiz)}`);
}

const isLabel = (text: string): boolean => /^\W*[a-h]\W*$/i.test(text);

async function* tell({ turn }: Session, text: string): AsyncGenerator<AgentEvent, true> {
  yield* said({ text }, turn);
  return true;
}

async function* choose(session: Session, chosen: number): AsyncGenerator<AgentEvent, boolean> {
  const { question, course, courses } = session;
  if (question.type !== "choice") return false;
  const right = chosen === question.right;
  const option = question.options[chosen] ?? "";
  const learner = await record(session, right, right ? undefined : option);
  return yield* goOn(
    { ...session, learner },
    right ? "right" : "wrong",
    markedChoice(question, chosen, course, courses),
  );
}

async function* mark(session: Session, text: string): AsyncGenerator<AgentEvent, boolean> {
  const { question } = session;
  if (question.type !== "free") return false;
  const found = markFree(text, question);
  // What is only partly there says neither that it is known nor that it is not.
  const learner = found.outcome === "partly" ? session.learner : await record(session, found.outcome === "right");
  return yield* goOn({ ...session, learner }, found.outcome, markedFree(question, found));
}

async function* obey(session: Session, command: QuizCommand): AsyncGenerator<AgentEvent, boolean> {
  const { turn, quiz, question, course, courses } = session;
  switch (command) {
    case "stop":
      keepQuiz(turn, undefined);
      return yield* tell(session, summary(quiz, questionsOf(course), course));
    case "skip":
      return yield* goOn(session, "skipped", `Skipped. ${revealed(question, course, courses)}`);
    case "unsure": {
      const learner = await record(session, false);
      return yield* goOn(
        { ...session, learner },
        "skipped",
        `That is all right. ${revealed(question, course, courses)}`,
      );
    }
    case "hint":
      keepQuiz(turn, { ...quiz, hinted: true });
      return yield* tell(
        session,
        quiz.hinted ? `That was my hint. ${hintFor(question, course)}` : hintFor(question, course),
      );
    case "repeat":
    case "resume":
      return yield* tell(session, questionText(question, quiz));
    default:
      return unreachable(command);
  }
}

const record = async (
  { turn, course, question, learner }: Session,
  right: boolean,
  chosen?: string,
): Promise<Learner> => {
  const { section_id } = question;
  const result = { question_id: question.id, right, at: turn.at };
  const marked = {
    ...result,
    ...(section_id !== undefined && { section_id }),
    ...(chosen !== undefined && { chosen }),
  };
  const next = recordAnswer(learner, marked);
  await saveLearner(turn, course, next);
  return next;
};

/** What was said to the answer, then the next question or the summary. */
async function* goOn(session: Session, outcome: Outcome, feedback: string): AsyncGenerator<AgentEvent, true> {
  const { turn, quiz, course, learner } = session;
  const pool = questionsOf(course);
  const after = { ...quiz, results: answeredWith(quiz, outcome) };
  const distance = distanceFrom(course, quiz);
  const isOver = after.results.length >= quiz.total;
  const next = isOver ? undefined : nextQuestion({ pool, quiz: after, learner, distance });
  if (!next) {
    keepQuiz(turn, undefined);
    return yield* tell(session, `${feedback}\n\n${summary(after, pool, course)}`);
  }
  const going = advanced(quiz, outcome, next);
  keepQuiz(turn, going);
  return yield* tell(session, `${feedback}\n\n${questionText(next, going)}`);
}

async function* begin(turn: Turn, course: Course, courses: Courses, request: QuizRequest): AsyncGenerator<AgentEvent> {
  const learner = await loadLearner(turn, course);
  const scope = scopeFor(course, courses, request, learner);
  const wanted = scope ?? scopeHere(course, learner.section_id, hasBegun(course, learner));
  const notice = scope ? "" : `The course does not speak of “${request.subject}”, so I ask about what it does.\n\n`;
  const seed = seedOf(`${course.course_id}/${learner.quizzes.length}/${turn.conversation.ordinal}`);
  const started = { section_ids: [...wanted.section_ids].slice(0, 60), seed, results: [] };
  const pool = questionsOf(course);
  const first = nextQuestion({ pool, quiz: started, learner, distance: distanceFrom(course, wanted) });
  if (!first) return yield* said({ text: `**${course.title}** gives me nothing to ask about.` }, turn);
  const total = Math.min(countOf(request), subjectsIn(pool));
  const quiz: Quiz = {
    ...started,
    course_id: course.course_id,
    about: wanted.about,
    total,
    waiting: true,
    question_id: first.id,
    hinted: false,
  };
  keepQuiz(turn, quiz);
  yield* said({ text: `${notice}${opening(quiz, course)}\n\n${questionText(first, quiz)}` }, turn);
}

const scopeFor = (course: Course, courses: Courses, { subject }: QuizRequest, learner: Learner): Scope | undefined =>
  subject === undefined
    ? scopeHere(course, learner.section_id, hasBegun(course, learner))
    : scopeOf(course, courses, subject, learner.section_id);

const hasBegun = (course: Course, { finished, section_id }: Learner): boolean =>
  finished.length > 0 || section_id !== newLearner(course).section_id;

const subjectsIn = (pool: readonly QuizQuestion[]): number =>
  new Set(pool.filter(({ type }) => type === "choice").map(({ subject }) => subject)).size;

const opening = ({ total, about }: Quiz, { title }: Course): string => {
  const subject = `**${about === "" ? title : about}**`;
  return total === 1
    ? `One question on ${subject}.`
    : `${total} questions on ${subject}. Answer with a letter or in words; say “hint”, “skip” or “stop” at any time.`;
};
