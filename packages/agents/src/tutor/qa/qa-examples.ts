// What people say when they want something of the course answered, for routers.
export const qaExamples = [
  "what is a chloroplast",
  "what does atp stand for",
  "why do plants need light",
  "how does osmosis work",
  "what's the difference between mitosis and meiosis",
  "who discovered the cell",
  "where does that happen in the cell",
  "how many membranes does the nucleus have",
  "i have a question about the calvin cycle",
  "and why is that",
  "define diffusion",
  "can you tell me which part makes proteins",
  "is it true that plants also breathe",
  "what happens if the membrane breaks",
  "when does the cell divide",
  "what does the course say about enzymes",
] as const;

export const qaRules: readonly RegExp[] = [
  /^(?:(?:um+|uh+|so|ok(?:ay)?|wait|but|and)[\s,]+)*(?:i have|i've got|may i ask|can i ask)\b.{0,12}\bquestion\b/i,
  /\bwhat does the (?:course|chapter|book|text|lesson) say (?:about|on)\b/i,
];
