// What a sentence says that a step needs, and what it leaves behind.

const noun = String.raw`(?:the |a |an |its |their |your |our )?((?:[\p{L}\p{N}&/#’'-]+ ?){1,6})`;
const stop =
  /\s+(?:and|or|to|in|on|at|by|for|from|with|within|if|when|before|after|which|that|who|until|unless|as|into|via|then|so|is|are|must|should|will|of the)\b.*$/iu;

const inputForms = [
  new RegExp(String.raw`\busing ${noun}`, "iu"),
  new RegExp(String.raw`\bbased on ${noun}`, "iu"),
  new RegExp(String.raw`\bwith the help of ${noun}`, "iu"),
  new RegExp(String.raw`\b(?:needs|requires|uses) (?!to\b)${noun}`, "iu"),
  new RegExp(String.raw`\b(?:fills?|fill) (?:in|out) ${noun}`, "iu"),
];

const outputForms = [
  new RegExp(String.raw`\b(?:creates?|prepares?|issues?|drafts?|generates?|produces?|writes?|compiles?) ${noun}`, "iu"),
];

const object = (text: string, form: RegExp): string[] => {
  const found = form.exec(text)?.[1]?.replace(stop, "").trim();
  return found &&
    found.length > 2 &&
    !/^(?:it|them|this|that|all|one)$|^(?:is|are|was|were|has|have|must|should|will|may)\b/i.test(found)
    ? [found]
    : [];
};

export const inputsIn = (text: string): string[] => unique(inputForms.flatMap((form) => object(text, form)));
export const outputsIn = (text: string): string[] => unique(outputForms.flatMap((form) => object(text, form)));

/** What stands after "Inputs:", as a list. */
export const listedIn = (text: string): string[] =>
  unique(
    text
      .split(/[,;]|\band\b/i)
      .map((part) => part.trim().replace(/\.$/, ""))
      .filter((part) => part !== "" && !/^(?:none|n\/a|-)$/i.test(part)),
  );

const unique = (items: readonly string[]): string[] => [...new Set(items)];
