// The teacher: presents a course segment by segment, and puts it again, more simply, with examples or deeper when asked.
import { type Agent, type AgentEvent, agent, type Courses, type Turn, unreachable } from "@polylogue/core";
import { strong } from "../../files/wording.ts";
import { noCourse } from "../catalogue.ts";
import { lastSpeaker } from "../last-speaker.ts";
import { commandRule } from "../lead-in.ts";
import { asTurnBegan, currentCourse, loadLearner, start } from "../learner.ts";
import { qaName } from "../qa/follow-up.ts";
import { isQuestion } from "../question-form.ts";
import { assessmentName } from "../quiz/open-quiz.ts";
import { answersQuiz, commandsQuiz, toQuiz } from "../quiz-interlude.ts";
import { topicIn } from "../topic.ts";
import { utter } from "../utter.ts";
import { elsewhere, goOn, type Lesson, present } from "./going-on.ts";
import { teachingRequest } from "./request.ts";
import { again, backAndSimpler, deeper, example, recap, simpler, source } from "./retelling.ts";
import { teachingName } from "./thread.ts";

export interface TeachingOptions {
  readonly courses: Courses;
}

const questionLength = 500;

export const teachingAgent = ({ courses }: TeachingOptions): Agent =>
  agent({
    name: teachingName,
    title: "Teaching",
    description: "Teaches the course step by step: goes on, repeats, puts it more simply, gives examples, goes deeper.",
    examples: [
      "teach me about photosynthesis",
      "continue teaching",
      "go on with the lesson",
      "start the lesson",
      "I want to learn about the calvin cycle",
      "explain that again more simply",
      "you lost me there",
      "can you give me an example of that",
      "tell me more about this",
      "repeat the last part please",
      "I don't understand this part",
      "let's keep going",
      "give me a lesson on light energy",
      "go deeper into this topic",
      "walk me through how it works",
      "in simple words please",
    ],
    rules: [
      commandRule(
        String.raw`(?:continue|go on|carry on|keep going|keep teaching|resume)(?: (?:with |from )?(?:teaching|the (?:lesson|course)|where we (?:left off|were|stopped)|there|here|please|me|now))*\W*$`,
      ),
      commandRule(String.raw`(?:teach|tutor) me\b`),
      commandRule(String.raw`(?:start|begin) (?:teaching|the lesson|my lesson|a lesson)\b`),
      commandRule(
        String.raw`(?:repeat (?:that|it|this)|say (?:that|it) again|explain (?:that|it|this) (?:again|more simply|in simpler (?:words|terms)))\W*(?:please)?\W*$`,
      ),
      commandRule(String.raw`next(?: one)?\W*$`),
      /^(?:where (?:does|did) (?:that|this) come from|what(?:'?s| is) (?:your|the) source)\W*$/i,
      /\byou(?:'ve| have)? lost me\b/i,
    ],
    handoffs: [assessmentName, qaName],
    respond: (turn) => respond(turn, courses),
  });

async function* respond(turn: Turn, courses: Courses): AsyncGenerator<AgentEvent> {
  const course = await currentCourse(turn, courses);
  if (!course) return yield* noCourse();
  const direct = turn.conversation.agent_type === teachingName;
  if (!direct && commandsQuiz(turn, courses)) return yield toQuiz;
  const learner = asTurnBegan(await loadLearner(turn, course), turn.id);
  const here: Lesson = { turn, course, courses, learner };
  const request = teachingRequest(turn.text.slice(0, questionLength));
  switch (request.kind) {
    case "continue":
      return yield* goOn(here);
    case "topic":
      return yield* onTopic(here, request.subject);
    case "repeat":
      return yield* again(here);
    case "lost":
      return yield* backAndSimpler(here);
    case "simpler":
      return yield* simpler(here, request.subject);
    case "example":
      return yield* example(here, request.subject);
    case "deeper":
      return yield* deeper(here, request.subject);
    case "recap":
      return yield* recap(here);
    case "source":
      if (lastSpeaker(turn) === qaName) return yield toSpeaker;
      return yield* source(here);
    case "other":
      return yield* other(here, request.subject);
    default:
      return unreachable(request);
  }
}

async function* onTopic(here: Lesson, subject: string): AsyncGenerator<AgentEvent> {
  const { turn, course, courses, learner } = here;
  const topic = topicIn(course, courses, subject);
  switch (topic.type) {
    case "course":
      return yield* goOn(here, learner.finished.length > 0 ? "We go on where you were." : "");
    case "place":
      return yield* present(here, start(course, learner, topic.placed.segment.id, turn.id));
    case "none":
      return yield* elsewhere(here, subject);
    default:
      return unreachable(topic);
  }
}

const toSpeaker: AgentEvent = { type: "handoff", to: qaName, reason: "Who said it knows where it stands." };
const wordsOfATitle = 10;

/** A title alone is a wish to be taught it; so is any subject of the course where the teacher was chosen and did not merely keep the conversation. */
async function* other(here: Lesson, subject: string): AsyncGenerator<AgentEvent> {
  const { turn, course, courses, learner } = here;
  const direct = turn.conversation.agent_type === teachingName;
  if (!direct && answersQuiz(turn, courses)) return yield toQuiz;
  const isChosen = lastSpeaker(turn) !== teachingName;
  const isTitle = subject.split(/\s+/).length <= wordsOfATitle && !isQuestion(turn.text);
  const topic = subject !== "" && (isChosen || isTitle) ? topicIn(course, courses, subject) : undefined;
  if (topic?.type === "place") return yield* present(here, start(course, learner, topic.placed.segment.id, turn.id));
  if (topic?.type === "course") return yield* goOn(here);
  if (!direct) return yield { type: "pass" };
  yield* utter(
    turn,
    `I teach ${strong(course.title)}. Say “continue”, “teach me about …”, “simpler” or “example”; questions are answered by the tutor.`,
  );
}
