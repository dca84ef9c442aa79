// The sentences of a course that a question can be made of: whole, plain statements that hold of one thing only.
import { type Course, sentences, terms } from "@polylogue/core";

export interface QuizSentence {
  readonly text: string;
  readonly section_id: string;
  readonly terms: readonly string[];
}

const leaning =
  /^(?:this|these|those|that|it|its|they|their|them|he|she|such|however|therefore|thus|hence|moreover|furthermore|in addition|additionally|similarly|also|instead|but|and|so|for (?:example|instance)|in (?:this|these|that|turn|contrast)|as (?:a result|shown|you)|then|both|here|there|figure|recall|remember|notice|note|you|we|another|other|see|click|watch|visit|view|try|to (?:see|learn|view)|explain|describe|compare|list|imagine|suppose|think)\b/i;
/** What holds of some may hold of others too, and what does not hold of one need not hold of another. */
const loose =
  /\b(?:not|no|never|none|without|unlike|neither|nor|cannot|lacks?|some|many|most|several|may|might|can|could|often|usually|such as|like|including|includes?|for example|also|both|either|other|others|similar|called|you|we|our|your|figure|image|credit|table|link|shown?|illustrated?|above|below|following|previous(?:ly)?|earlier|these|this|those|its|their|they|it|reverse|video|animation|website)\b|n['’]t\b/i;

const wordCount = (text: string): number => text.split(/\s+/).length;

/** A statement that stands alone. */
export const isStatement = (text: string): boolean =>
  /^\p{Lu}/u.test(text) &&
  /[^.]\.$/.test(text) &&
  wordCount(text) >= 8 &&
  wordCount(text) <= 32 &&
  !leaning.test(text) &&
  !loose.test(text) &&
  !/[()[\]|<>{}“”"?:;]/.test(text);

/** Of a longer course the first; its own questions and its glossary cover the rest. */
const mostSentences = 3000;

export const quizSentences = (course: Course): QuizSentence[] => {
  const seen = new Set<string>();
  return course.sections.flatMap(({ id: section_id, segments }) =>
    segments.flatMap(({ text }) =>
      sentences(text.replaceAll(/ +(?=[.,;])/g, "")).flatMap((sentence) => {
        if (seen.has(sentence) || seen.size === mostSentences) return [];
        seen.add(sentence);
        return [{ text: sentence, section_id, terms: terms(sentence) }];
      }),
    ),
  );
};
