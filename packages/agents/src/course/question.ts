// The questions that a course brings along: in a section of its text, inside the text, or in a file beside it.
import { type CourseQuestion, PolylogueError, plainText } from "@polylogue/core";
import * as z from "zod";
import type { Block } from "./block.ts";
import { hiddenAnswer, isHiddenAnswer } from "./torn-text.ts";

/** A question before it has its id and its place. */
export type FoundQuestion = Pick<CourseQuestion, "prompt" | "options" | "answer">;

const blank = "____";

/** A blank may be written with any number of lines, escaped or not. */
const plain = (markdown: string) =>
  plainText(markdown.replaceAll(/(?:\\_|_){3,}/g, "BLANKBLANK"))
    .replaceAll("BLANKBLANK", blank)
    .replaceAll(/[\s\u00a0]+/g, " ")
    .trim();

const letterOf = (text: string) => /^\(?([A-Ha-h])\)?[.):]?$/.exec(text.trim())?.[1]?.toUpperCase();

/** The answer as a letter, as a letter with its text, or as the text itself. */
const answerAmong = (options: readonly string[], answer: string): string | undefined => {
  const letter = letterOf(answer) ?? /^([A-H])[.):]\s+\S/.exec(answer)?.[1];
  const byLetter = letter === undefined ? undefined : options[letter.charCodeAt(0) - 65];
  return byLetter ?? options.find((option) => option.toLowerCase() === answer.toLowerCase());
};

const question = (prompt: string, options: readonly string[], answer: string): FoundQuestion[] => {
  const choices = options.map(plain);
  const right = choices.length === 0 ? plain(answer) : answerAmong(choices, plain(answer));
  const asked = plain(prompt);
  return right === undefined || right === "" || asked === ""
    ? []
    : [{ prompt: asked, options: choices, answer: right }];
};

const numbered = /^\s*(?:\*\*)?(\d{1,3})[.)](?:\*\*)?[ \t]+(\S.*)$/;
const lettered = /^\s*(?:[-*+][ \t]+)?\(?([A-Ha-h])[.)][ \t]+(\S.*)$/;
const answered = /^\s*(?:[-*+][ \t]+)?(?:\*\*)?(?:Answer|Solution|Correct answer)(?:\*\*)?:?(?:\*\*)?:?[ \t]+(\S.*)$/i;

interface Draft {
  readonly number: string;
  prompt: string;
  readonly options: string[];
  answer?: string;
}

/** Numbered questions, options below them by letter, the answer below those or in a key by number. */
export const reviewQuestions = (markdown: string, key: ReadonlyMap<string, string>): FoundQuestion[] => {
  const drafts: Draft[] = [];
  for (const line of markdown.split("\n")) {
    const draft = drafts.at(-1);
    const [, number, prompt] = numbered.exec(line) ?? [];
    const [, , option] = lettered.exec(line) ?? [];
    const [, answer] = answered.exec(line) ?? [];
    if (answer !== undefined && draft) draft.answer = answer;
    else if (option !== undefined && draft) draft.options.push(option);
    else if (number !== undefined && prompt !== undefined) drafts.push({ number, prompt, options: [] });
    else if (draft && line.trim() !== "") extend(draft, line.trim());
  }
  return drafts.flatMap(({ number, prompt, options, answer }) =>
    question(prompt, options, answer ?? key.get(number) ?? ""),
  );
};

/** A line that begins nothing goes on with what stood before it. */
const extend = (draft: Draft, line: string): void => {
  if (draft.answer !== undefined) draft.answer += ` ${line}`;
  else if (draft.options.length > 0) draft.options.push(`${draft.options.pop()} ${line}`);
  else draft.prompt += ` ${line}`;
};

/** "1. B", "2) C", "3. Because …". */
export const answerKey = (markdown: string): Map<string, string> => {
  const pairs = markdown.split("\n").flatMap((line): [string, string][] => {
    const [, number, answer] = numbered.exec(line) ?? [];
    return number !== undefined && answer !== undefined ? [[number, answer]] : [];
  });
  return new Map(pairs);
};

export interface Exercises {
  readonly questions: readonly FoundQuestion[];
  /** The blocks without them. */
  readonly rest: readonly Block[];
}

const asks = (block: Block | undefined): block is Block & { type: "paragraph" } =>
  block?.type === "paragraph" && /\?["'”’)]*\s*$/.test(block.text);

/** Questions inside the text whose answer was hidden below them. */
export const exercisesIn = (blocks: readonly Block[]): Exercises => {
  const rest: Block[] = [];
  const questions: FoundQuestion[] = [];
  for (const block of blocks) {
    if (block.type !== "paragraph" || !isHiddenAnswer(block.text)) {
      rest.push(block);
      continue;
    }
    const list = rest.at(-1);
    const options = list?.type === "list" ? list.items : [];
    const asked = rest.at(options.length > 0 ? -2 : -1);
    if (!asks(asked)) continue;
    questions.push(...question(asked.text, options, hiddenAnswer(block.text)));
    rest.splice(options.length > 0 ? -2 : -1);
  }
  return { questions, rest };
};

const QuestionFile = z.array(
  z.object({
    chapter: z.optional(z.string()),
    section: z.optional(z.string()),
    question: z.string(),
    options: z._default(z.array(z.string()), []),
    answer: z.string(),
  }),
);

export interface PlacedQuestion extends FoundQuestion {
  readonly chapter?: string;
  readonly section?: string;
}

/** Throws `bad_request` when the text is not a list of questions; one whose answer is none of its options is left out. */
export const questionsFromFile = (json: string): PlacedQuestion[] => {
  const checked = QuestionFile.safeParse(parsed(json));
  if (!checked.success) {
    const at = checked.error.issues[0]?.path.join(".") ?? "";
    throw new PolylogueError(
      "bad_request",
      `The questions cannot be used${at === "" ? "" : ` (see ${at})`}. They are a JSON list of {"chapter", "section", "question", "options", "answer"}.`,
    );
  }
  return checked.data.flatMap(({ chapter, section, question: asked, options, answer }) =>
    question(asked, options, answer).map((found) => ({
      ...found,
      ...(chapter !== undefined && { chapter }),
      ...(section !== undefined && { section }),
    })),
  );
};

const parsed = (json: string): unknown => {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return undefined;
  }
};
