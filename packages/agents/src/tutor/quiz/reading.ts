// What an answer was found to mean.
export type AnswerReading =
  | { readonly type: "option"; readonly index: number }
  /** More than one could be meant. */
  | { readonly type: "ambiguous"; readonly indexes: readonly number[] }
  | { readonly type: "none" };
