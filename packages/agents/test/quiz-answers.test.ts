// Every way in which learners name an option, and what is no answer at all.
import { describe, expect, it } from "vitest";
import { readAnswer } from "../src/tutor/quiz/answer-reading.ts";
import type { AnswerReading } from "../src/tutor/quiz/reading.ts";

const organelles = ["chloroplasts", "mitochondria", "ribosomes", "plasma membrane"];
const sentences = [
  "the movement of electrons across the cell membrane",
  "the movement of hydrogen atoms across a mitochondrial membrane",
  "the movement of hydrogen ions across a mitochondrial membrane",
  "the movement of glucose through the cell membrane",
];
const photosystems = ["photosystem I", "ATP synthase", "photosystem II", "cytochrome complex"];
const fates = [
  "It leaves the cell.",
  "It is disassembled by the cell.",
  "It is used again in another exocytosis event.",
];
const truth = ["True", "False"];
const digits = ["1", "2", "4", "8"];
const counts = ["one", "two", "three", "four"];

const shown = (reading: AnswerReading): number | string =>
  reading.type === "option" ? reading.index : reading.type === "ambiguous" ? `or ${reading.indexes.join()}` : "none";

describe("An answer in any form is read as the option that is meant", () => {
  it.each<[string, readonly string[], number | string]>([
    ["b", organelles, 1],
    ["B)", organelles, 1],
    ["(c)", organelles, 2],
    ["a", organelles, 0],
    ["A.", organelles, 0],
    ["bee", organelles, 1],
    ["see", organelles, 2],
    ["letter d", organelles, 3],
    ["option A please", organelles, 0],
    ["I think the answer is c", organelles, 2],
    ["um b i think", organelles, 1],
    ["i'll go with d, final answer", organelles, 3],
    ["is it b?", organelles, 1],
    ["b) mitochondria", organelles, 1],
    ["b because it makes atp", organelles, 1],
    ["b as in bravo", organelles, 1],
    ["the second one", organelles, 1],
    ["the 2nd option", organelles, 1],
    ["second", organelles, 1],
    ["the last one", organelles, 3],
    ["i think it's the third one", organelles, 2],
    ["number four", organelles, 3],
    ["four", organelles, 3],
    ["2", organelles, 1],
    ["2.", organelles, 1],
    ["#3", organelles, 2],
    ["number nine", organelles, "none"],
    ["h", organelles, "none"],
    ["mitochondria i think", organelles, 1],
    ["it's chloroplasts", organelles, 0],
    ["the chloroplast", organelles, 0],
    ["is it the mitochondria?", organelles, 1],
    ["mitocondria", organelles, 1],
    ["ribosmes", organelles, 2],
    ["plasma membrain", organelles, 3],
    ["membrane", organelles, 3],
    ["i'm not sure but maybe the ribosome", organelles, 2],
    ["not chloroplasts, ribosomes", organelles, 2],
    ["not the ribosomes but the mitochondria", organelles, 1],
    ["b no wait c", organelles, 2],
    ["chloroplasts, i mean mitochondria", organelles, 1],
    ["b or c", organelles, "or 1,2"],
    ["chloroplasts or mitochondria", organelles, "or 0,1"],
    ["hydrogen ions moving across the membrane", sentences, 2],
    ["the one with glucose", sentences, 3],
    ["hydrogen", sentences, "or 1,2"],
    ["electrons", sentences, 0],
    ["the movement of hydrogen atoms across a mitochondrial membrane", sentences, 1],
    ["true", truth, 0],
    ["True.", truth, 0],
    ["yes", truth, 0],
    ["yeah that's right", truth, 0],
    ["t", truth, 0],
    ["no that's false", truth, 1],
    ["that's not true", truth, 1],
    ["i don't think so", truth, 1],
    ["not false", truth, 0],
    ["the second one", truth, 1],
    ["b", truth, 1],
    ["true or false", truth, "or 0,1"],
    ["4", digits, 2],
    ["number 4", digits, "or 2,3"],
    ["the fourth one", digits, 3],
    ["8", digits, 3],
    ["three", counts, 2],
    ["photosystem two", photosystems, 2],
    ["photosystem 1", photosystems, 0],
    ["photosystem ii", photosystems, 2],
    ["photosystem", photosystems, "or 0,2"],
    ["answer: d", organelles, 3],
    ["b is my answer", organelles, 1],
    ["yes, b", organelles, 1],
    ["let me think... c", organelles, 2],
    ["chloroplasts? no, ribosomes", organelles, 2],
    ["number for", organelles, 3],
    ["it gets used again", fates, 2],
    ["what is a chloroplast?", organelles, "none"],
    ["why not b", organelles, "none"],
    ["explain chloroplasts again", organelles, "none"],
    ["my dog is brown", organelles, "none"],
    ["", organelles, "none"],
    ["go to the next section", organelles, "none"],
  ])("%j", (text, options, expected) => {
    expect(shown(readAnswer(text, options))).toBe(expected);
  });

  it("reads every option by its letter, its place and its own words", () => {
    for (const options of [organelles, sentences, truth])
      for (const [index, option] of options.entries()) {
        expect(shown(readAnswer("abcd".charAt(index), options))).toBe(index);
        expect(shown(readAnswer(`number ${index + 1}`, options))).toBe(index);
        expect(shown(readAnswer(option.toUpperCase(), options))).toBe(index);
      }
  });
});
