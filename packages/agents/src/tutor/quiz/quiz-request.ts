// A wish to be asked: "quiz me", "give me three questions on the Calvin cycle", "test me again".
export interface QuizRequest {
  /** As it was said; absent when the place in the course is meant. */
  readonly subject?: string;
  readonly count?: number;
}

const standardCount = 5;
const mostQuestions = 20;

const asking =
  /\b(?:quiz+(?:es)?|quizz(?:ed|ing)|test (?:me|my|us)|assess (?:me|my)|examine me|exam|drill me|(?:ask|give|throw|hit) me (?:with )?(?:a |an |some |another |\d+ |\w+ )?(?:more )?(?:practice |review |hard |easy |test |multiple[- ]choice |true[- ](?:or[- ])?false )*(?:questions?|test|quiz|exercises?)|(?:practice|review) questions?|check (?:my (?:knowledge|understanding)|what i(?:'ve| have)? (?:know|learned|learnt|remember))|see (?:if|whether|how much|what) i (?:know|remember|understood|learned|got)|(?:start|do|take|try) (?:a|the|another) (?:test|quiz)|question me|some questions|^\W*(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|a few|a couple of|more|another \w+) (?:more |quick |hard |easy |short )?questions?)\b/i;
const again =
  /^(?:(?:let'?s (?:do|have) |give me |i want )?(?:another|one more)(?: one| round| quiz| test)?|(?:quiz|test) me again|again|once more)\W*$/i;
const about =
  /\b(?:on|about|over|covering|regarding|for|of|from|in)\s+(?:the (?:topic|subject) of\s+)?(?<subject>.+?)(?:\s+(?:please|now|again|thanks))*[\s.!?]*$/i;
/** What stands after "on" without naming anything. */
const nothing =
  /^(?:it|this|that|me|us|what (?:we|i|you)(?:'ve| have)? .*|the (?:material|course|lesson|last (?:bit|part|lesson))|everything|anything|all of it|(?:this|the) (?:section|chapter|part|topic)|my (?:knowledge|understanding)|here|now)\W*$/i;

const counts = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
const countIn = (text: string): number | undefined => {
  const word =
    /\b(\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|a couple of|a few) (?:more |quick |hard |easy |short )?(?:\w+ )?questions?\b/i.exec(
      text,
    )?.[1];
  if (word === undefined) return /\b(?:a|one|another|single) question\b/i.test(text) ? 1 : undefined;
  if (/^\d/.test(word)) return Math.min(mostQuestions, Math.max(1, Number(word)));
  return counts.indexOf(word.toLowerCase()) + 1 || (word === "a couple of" ? 2 : 3);
};

export const quizRequest = (text: string): QuizRequest | undefined => {
  const asked = asking.exec(text);
  if (!asked) return again.test(text.trim()) ? {} : undefined;
  const after = text.slice(asked.index + asked[0].length);
  const before = /\b([\p{L}\p{N}-]+(?: [\p{L}\p{N}-]+)?) (?:quiz|test)\b/iu.exec(text)?.[1];
  const named = about.exec(after)?.groups?.subject;
  const fore =
    before !== undefined &&
    !/\b(?:a|an|the|me|my|another|take|do|start|short|quick|little|you|to|some|for|of|new|this)$/i.test(before)
      ? before
      : undefined;
  const subject = named ?? fore?.replace(/^(?:a|an|the|another) /i, "");
  const count = countIn(text);
  return {
    ...(subject !== undefined && !nothing.test(subject) && !/^\d+ questions?/.test(subject) && { subject }),
    ...(count !== undefined && { count }),
  };
};

export const countOf = ({ count = standardCount }: QuizRequest): number => count;
