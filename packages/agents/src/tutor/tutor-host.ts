// The tutor's own voice: greets, says what it can do with this course, and answers what is off the subject or unclear as such.
import { type Agent, type AgentEvent, agent, type Course, type Courses, type Turn } from "@polylogue/core";
import { listed, strong } from "../files/wording.ts";
import { type TopicKind, topicOf } from "../guide/topic.ts";
import { noCourse } from "./catalogue.ts";
import { tutorName } from "./last-speaker.ts";
import { commandRule } from "./lead-in.ts";
import { currentCourse, type Learner, loadLearner } from "./learner.ts";
import { partsOf, placeName } from "./place.ts";
import { progressOf } from "./progress.ts";
import { qaName } from "./qa/follow-up.ts";
import { isQuestion } from "./question-form.ts";
import { assessmentName } from "./quiz/open-quiz.ts";
import { answersQuiz, toQuiz } from "./quiz-interlude.ts";
import { topicIn } from "./topic.ts";
import { utter } from "./utter.ts";

const questionLength = 500;
const toTutor = commandRule(String.raw`(?:go|switch|talk|speak|take me|bring me)\b.{0,12}\b(?:tutor|teacher)\W*$`);

/** The agent that speaks where the tutor's router finds nobody. */
export const tutorHost = (courses: Courses): Agent =>
  agent({
    name: tutorName,
    title: "Tutor",
    description: "Teaches a course, answers questions on it, asks questions back, and keeps your place.",
    rules: [
      toTutor,
      /^(?:and |so |hey |hi )*(?:who|what) are you\b/i,
      /^(?:so )?(?:what can (?:you|i) (?:all )?do(?: here| for me)?|how (?:does|do) (?:this|you) work|help)\W*$/i,
      /^(?:hi|hello|hey|hiya|good (?:morning|afternoon|evening))(?: (?:there|tutor|again))?\W*$/i,
      /^(?:ok(?:ay)? |great |perfect )?(?:thanks|thank you|thx|cheers)(?: a lot| so much| very much)?\W*$/i,
    ],
    handoffs: [qaName, assessmentName],
    respond: (turn) => respond(turn, courses),
  });

async function* respond(turn: Turn, courses: Courses): AsyncGenerator<AgentEvent> {
  const course = await currentCourse(turn, courses);
  if (!course) return yield* noCourse();
  const text = turn.text.slice(0, questionLength);
  const learner = await loadLearner(turn, course);
  const other = topicOf(text) === "other";
  if (other && answersQuiz(turn, courses)) return yield toQuiz;
  if (other && isQuestion(text) && topicIn(course, courses, text).type === "place") return yield toQuestions;
  yield* utter(turn, answerOf(topicOf(text), { text, turn, course, courses, learner }));
}

/** A router may be unsure of words that it never heard; the course is not. */
const toQuestions: AgentEvent = { type: "handoff", to: qaName, reason: "That is a question on the course." };

interface Asked {
  readonly text: string;
  readonly turn: Turn;
  readonly course: Course;
  readonly courses: Courses;
  readonly learner: Learner;
}

const answerOf = (topic: TopicKind, asked: Asked): string => {
  const { turn, course, learner } = asked;
  switch (topic) {
    case "greeting":
      return `Hello${turn.user.name ? `, ${turn.user.name}` : ""}. I am the tutor for ${strong(course.title)}. ${introduction(course, learner)}`;
    case "abilities":
    case "place":
      return introduction(course, learner);
    case "self":
      return `I am the tutor of Polylogue, a program and not a person. ${introduction(course, learner)}`;
    case "files":
      return "A course is a Markdown text with headings; once it is added, I teach it. Files of your own, such as tables, are for the guide: say “go to content” there.";
    case "thanks":
      return "You are welcome. Say “continue” whenever you want to go on.";
    case "farewell":
      return "Goodbye. Your place is kept: say “continue” when you are back.";
    case "other":
      return toTutor.test(asked.text)
        ? `You are with the tutor for ${strong(course.title)}. ${introduction(course, learner)}`
        : unplaced(asked);
  }
};

const introduction = (course: Course, learner: Learner): string => {
  const { percent } = progressOf(course, learner);
  const sections = listed(
    partsOf(course).map(({ title }) => strong(title)),
    5,
  );
  const begin =
    percent === 0
      ? `- “teach me about ${course.title}”, or “continue”: I teach it step by step`
      : `- “continue”: I go on where you are, ${percent}% is finished`;
  return `It is about ${sections}.\n\n${begin}\n- any question about it, also in the middle of a lesson\n- “quiz me”: I ask you\n- “what's my progress”, “show me the outline”, “go to section 2”`;
};

/** Something that is in the course may be asked for in another way; what is not is not taught. */
const unplaced = ({ text, course, courses }: Asked): string => {
  const words = text.match(/\p{L}+/gu) ?? [];
  const topic = topicIn(course, courses, text);
  if (topic.type === "place" && words.length > 1)
    return `I am not sure what you want to know. ${strong(placeName(topic.placed))} comes near it: say “teach me about ${topic.placed.section.title}”, or put it as a question.`;
  if (words.length < 3)
    return `I did not understand that. Ask a question about ${strong(course.title)}, or say “continue” or “quiz me”.`;
  return `That is not about ${strong(course.title)}, so I leave it aside. Ask me about the course, or say “continue” or “quiz me”.`;
};
