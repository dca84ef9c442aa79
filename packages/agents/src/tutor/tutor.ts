// The tutor: a supervisor over the four agents that teach a course between them, and a host for what is none of theirs.
import { type Agent, type Courses, type SupervisorDefinition, supervisor } from "@polylogue/core";
import { lastSpeaker, tutorName } from "./last-speaker.ts";
import { commandRule } from "./lead-in.ts";
import { tutorHost } from "./tutor-host.ts";
import { utter } from "./utter.ts";

export interface TutorOptions {
  readonly courses: Courses;
  /** Made from labelled utterances; without one the members' examples serve. */
  readonly classifier?: SupervisorDefinition["classifier"];
}

/** What brings a conversation to the tutor from elsewhere: fewer rules than its members have among themselves. */
const calls: readonly RegExp[] = [
  commandRule(String.raw`(?:teach|tutor|quiz|test) me\b`),
  commandRule(
    String.raw`(?:continue|go on with|resume|start|begin)(?: with)? (?:teaching|the lesson|my lesson|the course|my course|the quiz|a quiz)\b`,
  ),
  commandRule(String.raw`(?:go|switch|talk|speak|take me|bring me|hand me)\b.{0,12}\b(?:tutor|teacher)\b`),
  commandRule(String.raw`i want to (?:learn|study)\b`),
  /\bmy (?:course|learning) progress\b/i,
];

/** What people say who want to learn, and not to work on files. */
const wishes: readonly string[] = [
  "teach me about photosynthesis",
  "quiz me",
  "test me on the last chapter",
  "I want to learn something",
  "continue the lesson",
  "go on teaching",
  "which courses can I take",
  "what is my progress in the course",
  "go to the next lesson",
  "I'd like to study a course",
  "bring me to the tutor",
  "explain the chapter to me like a teacher",
];

/** Who merely kept the conversation may say that something is not its own; who was chosen for it says what it can do. */
const answering = (member: Agent): Agent => ({
  ...member,
  async *respond(turn) {
    for await (const event of member.respond(turn)) {
      const passes = typeof event !== "string" && event.type === "pass";
      if (passes && lastSpeaker(turn) !== member.name) yield* utter(turn, abilityOf(member));
      else yield event;
    }
  },
});

const abilityOf = ({ title, description, examples }: Agent): string =>
  `I am not sure what you want there. ${title}: ${description}${examples[0] ? ` Say for example “${examples[0]}”.` : ""}`;

/** `members` are the four, in the order in which they are asked. */
export const tutor = ({ courses, classifier }: TutorOptions, members: readonly Agent[]): Agent => {
  const host = tutorHost(courses);
  const team = supervisor({
    name: tutorName,
    title: host.title,
    description: host.description,
    members: members.map(answering),
    fallback: host,
    ...(classifier && { classifier }),
  });
  return { ...team, examples: wishes, rules: calls };
};
