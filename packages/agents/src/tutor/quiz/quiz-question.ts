// A question of a quiz, from the course's own or built from its words, with what is needed to mark and explain it.

interface AnyQuestion {
  /** The same whenever it is built from the same course. */
  readonly id: string;
  readonly section_id?: string;
  readonly prompt: string;
  /** What it is about; two questions of one quiz never share it. */
  readonly subject: string;
  /** 1 is easy. */
  readonly difficulty: 1 | 2 | 3;
  readonly origin: "source" | "definition" | "cloze" | "number" | "truth";
  /** The course's own sentence for the answer, where one is known. */
  readonly because?: string;
}

export interface ChoiceQuestion extends AnyQuestion {
  readonly type: "choice";
  readonly options: readonly string[];
  /** Position of the one right option. */
  readonly right: number;
}

/** Answered in words of the learner's own. */
export interface FreeQuestion extends AnyQuestion {
  readonly type: "free";
  readonly answer: string;
}

export type QuizQuestion = ChoiceQuestion | FreeQuestion;
