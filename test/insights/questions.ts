// 120 questions as people ask them over five public tables.
import { carsQuestions } from "./cars-questions.ts";
import { countriesQuestions } from "./countries-questions.ts";
import { moviesQuestions } from "./movies-questions.ts";
import { stocksQuestions } from "./stocks-questions.ts";
import type { Question } from "./verdict.ts";
import { weatherQuestions } from "./weather-questions.ts";

export const questions = (): Question[] => [
  ...stocksQuestions(),
  ...carsQuestions(),
  ...weatherQuestions(),
  ...moviesQuestions(),
  ...countriesQuestions(),
];
