// Where a sentence sends its reader: to another step, back to the beginning, or out of the procedure.

export type Jump =
  | { readonly type: "step"; readonly label: string }
  /** A step by its words: "go back to the review". */
  | { readonly type: "words"; readonly words: string }
  /** The very step that says so: "repeat until …". */
  | { readonly type: "here" }
  | { readonly type: "beginning" }
  | { readonly type: "end" };

export interface Leaving {
  /** The sentence without the words that send away. */
  readonly text: string;
  readonly jump?: Jump;
}

const label = String.raw`(\d+(?:\.\d+)*(?:\s?\(?[a-z]\)?(?![\p{L}]))?|[a-h](?![\p{L}]))`;
const going = String.raw`(?:go|goes|going|return|returns|jump|jumps|skip|skips|move|moves|proceed|proceeds|continue|continues|loop|loops|come|comes|advance|advances|resume|resumes|restart|restarts|start again|starts again)(?:\s+(?:back|on|again|straight|directly|ahead|forward|over))*`;
const stepNoun = String.raw`(?:step|steps|task|stage|point|item|number|no\.|#)`;

const forms: readonly (readonly [pattern: RegExp, jump: (match: RegExpExecArray) => Jump])[] = [
  [
    new RegExp(
      String.raw`\b(?:${going}\s+(?:to|with|from|at)|repeats?(?:\s+from)?|redo)\s+(?:the\s+)?(?:${stepNoun}\s*#?)\s*${label}(?:\s*(?:to|through|and|-|–)\s*\d+)?`,
      "iu",
    ),
    toLabel,
  ],
  [new RegExp(String.raw`\b${going}\s+(?:to|with|from)\s+#?(\d+(?:\.\d+)*[a-z]?)(?=\s*(?:[.,;)]|$))`, "iu"), toLabel],
  [new RegExp(String.raw`\(?\b(?:back|on) to ${stepNoun}\s*#?${label}\)?`, "iu"), toLabel],
  [new RegExp(String.raw`^(?:→|->|=>)?\s*${stepNoun}\s*#?${label}\s*\.?$`, "iu"), toLabel],
  [
    new RegExp(
      String.raw`\b(?:${going}\s+(?:to|from|at)\s+the\s+(?:start|beginning|top|first step)|start(?:s)?\s+(?:over|again)(?:\s+from the (?:start|beginning))?|(?:repeat|restart)s?\s+(?:the\s+)?(?:whole\s+|entire\s+)?(?:process|procedure|cycle))\b`,
      "iu",
    ),
    () => ({ type: "beginning" }),
  ],
  [
    /\b(?:(?:the |this |our )?(?:process|procedure|workflow|flow|runbook|checklist) (?:then )?(?:ends?|is (?:closed|complete[d]?|finished|over|terminated)|stops?|terminates?)(?: here)?|(?:end|stop|terminate|exit|finish)s? (?:the |this )?(?:process|procedure|workflow|flow)(?: here)?|(?:stop|end)(?: here)?(?=\s*[.!)]?$)|no further (?:action|steps?)(?: (?:is|are) (?:needed|required|necessary|taken))?|that is the end(?: of the (?:process|procedure))?|end of (?:the )?(?:process|procedure))/iu,
    () => ({ type: "end" }),
  ],
  [/\b(?:tr(?:y|ies)|attempts?) (?:it |this )?(?:once )?again\b(?=\s*(?:[.,;)]|$))/iu, () => ({ type: "here" })],
  [/^(?:done|end|finish(?:ed)?|finished)\.?$/iu, () => ({ type: "end" })],
  [
    /\b(?:go|goes|return|returns|proceed|proceeds|continue|continues|skip|skips|jump|jumps)\s+(?:back\s+)?(?:to|with)\s+(?:the\s+)?([“"'‘]?[\p{L}][\p{L}\s'’-]{3,60}?[”"'’]?)\s*(?=[.,;]|$|\band\b)/iu,
    (match) => ({ type: "words", words: (match[1] ?? "").replace(/\s+step$/i, "") }),
  ],
];

function toLabel(match: RegExpExecArray): Jump {
  return { type: "step", label: tidyLabel(match[1] ?? "") };
}

/** "4 (a)", "4A" → "4a". */
export const tidyLabel = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[\s()]/g, "")
    .replace(/\.$/, "");

export const leavingOf = (text: string): Leaving => {
  for (const [pattern, jump] of forms) {
    const match = pattern.exec(text);
    if (!match) continue;
    const before = text.slice(0, match.index).replace(/(?:[,;]?\s*\b(?:and|then|or|to)\b)*[\s,;:(–—-]*$/i, "");
    const after = text.slice(match.index + match[0].length).replace(/^[\s,;.)]+/, "");
    const { type } = jump(match);
    if (type === "end" && before.trim() === "" && /^(?:when|once|after|as soon as|with)\b/i.test(after))
      return { text: "", jump: { type } };
    const rest = /^(?:until|and|unless)\b/i.test(after) ? after : after.length > 2 ? after : "";
    return { text: [before.trim(), rest].filter(Boolean).join(" ").trim(), jump: jump(match) };
  }
  return { text };
};

/** Numbers of steps that are spoken of, in this procedure and not in "step 4 of SOP 12". */
export const stepsSpokenOf = (text: string): string[] => {
  const found: string[] = [];
  const pattern = new RegExp(
    String.raw`\bsteps?\s+#?${label}(?:\s*(,|and|or|to|through|-|–)\s*#?(\d+)(?![\d.]*\s*(?:%|days?|hours?|minutes?)))?(?!\s+of\s+(?:the\s+)?\p{Lu})`,
    "giu",
  );
  for (const [, first = "", joint, second] of text.matchAll(pattern)) {
    if (!/\d/.test(first)) continue;
    found.push(tidyLabel(first));
    if (second === undefined) continue;
    const [low, high] = [Number(first), Number(second)];
    const range = /^(?:to|through|-|–)$/i.test(joint ?? "") && high > low && high - low < 30;
    if (range) for (let at = low + 1; at < high; at += 1) found.push(String(at));
    found.push(second);
  }
  return found;
};
