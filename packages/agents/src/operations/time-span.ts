// The times that a sentence gives: "within 2 business days", "takes 30 minutes", "by Friday".
import type { TimeSpan } from "./workflow.ts";

const minutesOf: Readonly<Record<string, number>> = {
  minute: 1,
  min: 1,
  hour: 60,
  hr: 60,
  h: 60,
  day: 1_440,
  night: 1_440,
  week: 10_080,
  month: 43_200,
};

const numbers: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  twelve: 12,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
  sixty: 60,
};

const amount = String.raw`(\d+(?:\.\d+)?(?:\s?(?:-|–|to)\s?\d+)?|${Object.keys(numbers).join("|")})(?:\s?\(\d+\))?[\s-]?`;
const unit = String.raw`(?:(?:business|working|calendar|full)[\s-])?(minute|min|hour|hr|h|day|night|week|month)s?\b`;
const span = `${amount}${unit}`;

/** From the surest to the weakest form. */
const forms: readonly (readonly [kind: TimeSpan["kind"], pattern: RegExp])[] = [
  [
    "deadline",
    new RegExp(
      String.raw`\b(?:within|no later than|not later than|in (?:under|less than)|in at most|at most|up to|max(?:imum)?\.?(?: of)?)\s+(?:the (?:first|next) )?${span}`,
      "i",
    ),
  ],
  [
    "duration",
    new RegExp(
      String.raw`\b(?:takes?|lasts?|for|allow|wait(?:s|ing)?(?: for)?|needs?|about|approx(?:imately|\.)?|around|usually|duration:?|time:?)\s+(?:about |approximately |around |up to |at least |roughly )?${span}`,
      "i",
    ),
  ],
  ["duration", new RegExp(String.raw`[(\[]\s*(?:approx\.? |about |~ ?|ca\.? )?${span}\s*[)\]]`, "i")],
  ["duration", new RegExp(String.raw`^\s*(?:approx\.? |about |~ ?|max\.? |up to )?${span}\s*\.?$`, "i")],
  ["deadline", /\b(?:same|next) (?:business |working )?day\b/i],
  [
    "deadline",
    /\b(?:by|before|no later than|until) (?:the )?(?:end of (?:the )?(?:day|week|month|quarter|year|shift|business)|close of business|cob|eod|(?:next )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|noon|midnight|\d{1,2}(?::\d{2})? ?(?:am|pm|a\.m\.|p\.m\.|o[’']clock)|\d{1,2}:\d{2}|the \d{1,2}(?:st|nd|rd|th)(?: of (?:the|each) month)?)\b/i,
  ],
];

const quantity = (text: string): number => {
  const range = /(\d+)\s?(?:-|–|to)\s?(\d+)/.exec(text);
  if (range) return Number(range[2]);
  return numbers[text.toLowerCase()] ?? Number.parseFloat(text);
};

/** The first time that is given; of a range its longer end. */
export const timeIn = (text: string): TimeSpan | undefined => {
  for (const [kind, pattern] of forms) {
    const found = pattern.exec(text);
    if (!found) continue;
    const words = found[0].replaceAll(/^[\s([]+|[\s)\].]+$/g, "");
    const [, count, noun] = found;
    const factor = minutesOf[noun?.toLowerCase() ?? ""];
    if (count === undefined || factor === undefined) return { kind, text: words };
    const minutes = quantity(count) * factor;
    return minutes > 0 ? { kind, text: words, minutes } : { kind, text: words };
  }
  return undefined;
};

/** "2 days and 3 hours": the two largest units that are there. */
export const minutesInWords = (minutes: number): string => {
  const units: readonly (readonly [string, number])[] = [
    ["week", 10_080],
    ["day", 1_440],
    ["hour", 60],
    ["minute", 1],
  ];
  let rest = Math.round(minutes);
  const parts: string[] = [];
  for (const [name, size] of units) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(`${count} ${name}${count === 1 ? "" : "s"}`);
  }
  return parts.slice(0, 2).join(" and ") || "no time";
};
