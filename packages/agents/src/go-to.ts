// The commands that bring a conversation to an agent wherever it is: "go to insights".

/** `names` as alternatives of a pattern: "operations?|ops". */
export const goTo = (names: string): RegExp =>
  new RegExp(
    String.raw`^(?:please |can you |could you |i want to |i'd like to |let me )*(?:go|switch|change|take me|talk|speak|hand me|bring me|move|open|ask)\b.{0,16}\b(?:${names})\b`,
    "i",
  );
