// What people say when they want to be asked, for routers.
import { commandRule } from "../lead-in.ts";

export const assessmentExamples = [
  "quiz me",
  "quiz me on photosynthesis",
  "test me",
  "test my knowledge of this chapter",
  "give me five questions about the cell membrane",
  "ask me some questions",
  "i want to take a quiz",
  "can we do a short test",
  "give me some practice questions",
  "check whether i understood that",
  "let's see how much i remember",
  "ask me something about glycolysis",
  "another question please",
  "quiz me again on what i got wrong",
  "i'm ready for the test",
  "true or false questions please",
] as const;

export const assessmentRules: readonly RegExp[] = [
  commandRule(String.raw`(?:quiz|test|assess|examine|drill) (?:me|us|my (?:knowledge|understanding))\b`),
  commandRule(String.raw`(?:start|take|do|have|try|give me) (?:a|the|another) (?:\w+ )?(?:quiz|test)\b`),
  commandRule(String.raw`(?:give|ask) me (?:\w+ ){0,3}questions?\b`),
];
