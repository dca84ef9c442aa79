// A classifier for a team that brings none: trained from what its members say of themselves, in a few milliseconds.
import type { Agent } from "../../agent/agent.ts";
import { fromFewExamples } from "./centroids.ts";
import type { Classifier } from "./model.ts";

/** The label for what is meant for nobody, in a classifier that was trained with such examples. */
export const offTopic = "off_topic";

/** The label for what says nothing about whom it is meant for, which every team learns. */
const unclear = "unclear";

/** Examples of a team are too few to hold some back; these were found on teams of four, with four to sixteen examples each. */
const expectation = { biases: { [unclear]: 0.05 }, temperature: 0.04 };

/** Small talk, second thoughts and what is said to anybody: the words that belong to nobody in particular. */
const saidToAnybody = [
  "hello",
  "hi there how are you",
  "good morning",
  "thanks a lot",
  "thank you that was helpful",
  "goodbye",
  "see you tomorrow",
  "what can you do",
  "who are you",
  "what is your name",
  "can you help me",
  "help",
  "I have a question",
  "I don't know",
  "not sure what I want",
  "never mind",
  "forget it",
  "wait a moment",
  "hm",
  "um",
  "okay",
  "yes",
  "no",
  "yes please",
  "no thanks",
  "and the other one",
  "what about it",
  "why",
  "and then",
  "tell me more about it",
  "tell me a joke",
  "tell me a story",
  "sing a song",
  "what is the weather today",
  "what time is it",
  "where are you from",
  "do you like music",
  "I am bored",
  "I am hungry",
  "you are funny",
  "this is not what I meant",
  "that is wrong",
  "is that so",
  "can you say that again",
  "what do you mean",
  "my cat is asleep",
  "what should I cook for dinner",
  "who won the game",
  "play some music",
  "set a timer",
];

export const trainedFor = (members: readonly Agent[]): Classifier =>
  fromFewExamples(
    [
      ...members.flatMap(({ name, description, examples }) =>
        [description, ...examples].filter(Boolean).map((text) => ({ label: name, text })),
      ),
      ...saidToAnybody.map((text) => ({ label: unclear, text })),
    ],
    expectation,
  );
