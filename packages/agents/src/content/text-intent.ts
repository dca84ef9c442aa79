// What a sentence asks of a text: most of what the grammar hears of tables is, of a text, a question about what it says.
import { intentOf } from "../files/intent.ts";

export type TextIntent =
  | "overview"
  | "summary"
  | "outline"
  | "section"
  | "rows"
  | "columns"
  | "chart"
  | "change"
  | "question";

/** "a summary of glycolysis" asks for a part, which is found like any passage. */
const ofAPart = /\b(?:of|about|on)\s+(?!(?:it|this|that|the (?:file|document|text|chapter|report|pdf))\b)\w/i;

/** "read me the section about pigments": shows the place itself. */
const aSection =
  /^.*?\b(?:read|show|open|quote|give)\b.{0,16}\b(?:section|part|paragraph|passage)\b(?:\s+(?:about|on|called|named|of|where|that))*/i;

/** What a wanted section is about. */
export const sectionSubject = (text: string): string => text.replace(aSection, "").trim();

export const textIntent = (text: string): TextIntent => {
  if (aSection.test(text) && sectionSubject(text) !== "") return "section";
  const { kind } = intentOf(text);
  switch (kind) {
    case "overview":
    case "outline":
    case "change":
      return kind;
    case "summary":
      return ofAPart.test(text) ? "question" : kind;
    case "chart":
      return /\b(?:make|draw|create|plot|show)\b/i.test(text) ? kind : "question";
    case "rows":
      return /\b(?:words?|pages?|sections?|parts?|size)\b|\bhow (?:long|big|large) is (?:it|this|the)\b/i.test(text)
        ? kind
        : "question";
    default:
      return /\b(?:columns?|rows?|empty cells)\b/i.test(text) ? "columns" : "question";
  }
};
