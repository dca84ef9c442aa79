// Which headings of a procedure stand above its steps, and which above something else.

const number = String.raw`^(?:(?:section|part)\s+)?[\d.]*\s*`;
const aside = new RegExp(
  String.raw`${number}(?:purpose|scope|introduction|overview|background|definitions?|glossary|terms|abbreviations|references?|related (?:documents?|policies)|revision history|change (?:log|history)|document (?:control|history|information)|version(?: history)?|responsibilit(?:y|ies)|roles?(?: (?:and|&) responsibilities)?|who is involved|people involved|contacts?|materials?|equipment|tools?(?: (?:and|&) materials)?|requirements|prerequisites|what you need|notes?|appendix.*|attachments?|annex.*|faqs?|goals?|objectives?|aims?|summary|about.*|table of contents|contents|records?|safety(?: notes?)?|policy|applicability|distribution|metrics|kpis?|training|key terms)\s*:?$`,
  "i",
);
const body = new RegExp(
  String.raw`${number}(?:(?:the )?(?:procedure|process|steps?|workflow|instructions?|method|process steps|procedure steps|process description|step[- ]by[- ]step(?: instructions)?|detailed (?:steps|procedure)|what to do|how (?:it works|to do it)|activities|tasks))\s*:?$`,
  "i",
);

/** "Purpose", "Scope", "Definitions": what stands under it is no step. */
export const isAside = (title: string): boolean => aside.test(title.trim());
/** "Procedure", "Steps": what stands under it are steps. */
export const isBodyHeading = (title: string): boolean => body.test(title.trim());
/** Where a text tells who takes part. */
export const namesRoles = (title: string): boolean =>
  /\b(?:roles?|responsibilit(?:y|ies)|involved|participants|team)\b/i.test(title);

/** "Step 3: Check the form", "3. Check the form". */
export const numberedHeading = (
  title: string,
): { readonly label?: string; readonly explicit: boolean; readonly title: string } => {
  const step = /^(?:step|stage|task)\s*#?(\d+(?:\.\d+)*[a-z]?)\s*[.:)–—-]*\s*(.*)$/i.exec(title);
  if (step?.[1] !== undefined) return { label: step[1].toLowerCase(), explicit: true, title: step[2] || title };
  const plain = /^(\d+(?:\.\d+)*)\s?[.):]?\s+(.+)$/.exec(title);
  return plain?.[1] !== undefined
    ? { label: plain[1], explicit: false, title: plain[2] ?? title }
    : { explicit: false, title };
};
