// The conditions of a plan in words: "for Japan and USA, from 2000 to 2003, with more than 100 Horsepower".
import { unreachable } from "@polylogue/core";
import { listed, plain } from "../files/wording.ts";
import { cellWords, dateWords, figure } from "./figure.ts";
import type { Filter } from "./plan.ts";
import { fieldNamed, type Subject, titleOf } from "./subject.ts";

const monthNames = "January February March April May June July August September October November December".split(" ");
const dayNames = "Mondays Tuesdays Wednesdays Thursdays Fridays Saturdays Sundays".split(" ");

/** One condition, to follow a noun. */
export const filterWords = (subject: Subject, filter: Filter): string => {
  const field = fieldNamed(subject, filter.column);
  const column = plain(titleOf(subject, filter.column), 120);
  switch (filter.op) {
    case "is":
    case "is_not": {
      const values = filter.values.map((value) => plain(cellWords(value, field)));
      const bare = field?.kind === "text" && !standsElsewhere(subject, filter);
      const all = listed(values, 8, "or");
      if (filter.op === "is_not") return `without ${bare ? all : `${column} ${all}`}`;
      if (field?.kind === "text") return `for ${bare ? "" : `${column} `}${all}`;
      return `with ${column} ${all}`;
    }
    case "above":
      return `with ${column} over ${figure(filter.value)}`;
    case "at_least":
      return `with ${column} of at least ${figure(filter.value)}`;
    case "below":
      return `with ${column} under ${figure(filter.value)}`;
    case "at_most":
      return `with ${column} of at most ${figure(filter.value)}`;
    case "between":
      return `with ${column} from ${figure(filter.from)} to ${figure(filter.to)}`;
    case "during":
      return spanWords(filter.from, filter.until);
    case "not_during":
      return `not ${spanWords(filter.from, filter.until)}`;
    case "month_of_year":
      return `in ${listed(filter.values.map((month) => monthNames[month - 1] ?? String(month)))}`;
    case "weekday":
      return `on ${listed(filter.values.map((day) => dayNames[day - 1] ?? String(day)))}`;
    case "contains":
      return `with “${plain(filter.text)}” in ${column}`;
    case "missing":
      return `without a value in ${column}`;
    case "present":
      return `with a value in ${column}`;
    default:
      return unreachable(filter);
  }
};

/** "LAX" may be an origin and a destination; which is meant is said. */
const standsElsewhere = ({ fields }: Subject, { column, values }: Extract<Filter, { values: unknown }>): boolean =>
  fields.some((other) => other.name !== column && other.values.some((value) => values.some((one) => one === value)));

/** Values first, times last: "for AAPL with price over 100 in 2008". */
export const filtersWords = (subject: Subject, filters: readonly Filter[]): string =>
  filters
    .toSorted((a, b) => placeOf(a) - placeOf(b))
    .map((filter) => filterWords(subject, filter))
    .map((words, at, all) => (words.startsWith("with ") && all[at - 1]?.startsWith("with ") ? `and ${words}` : words))
    .join(" ");

const placeOf = ({ op }: Filter): number => {
  if (op === "during" || op === "not_during" || op === "month_of_year" || op === "weekday") return 2;
  return op === "is" || op === "is_not" ? 0 : 1;
};

const dayBefore = (iso: string): string => new Date(Date.parse(iso) - 86_400_000).toISOString().slice(0, 10);

const isNewYear = (iso: string): boolean => iso.endsWith("-01-01");

/** "in 2008", "in March 2008", "from 2000 to 2003", "since 2008", "before 2004". */
export const spanWords = (from: string | undefined, until: string | undefined): string => {
  if (from === undefined) return until === undefined ? "" : `before ${pointWords(until)}`;
  if (until === undefined) return `since ${pointWords(from)}`;
  const last = dayBefore(until);
  if (isNewYear(from) && isNewYear(until)) {
    const [first, end] = [from.slice(0, 4), last.slice(0, 4)];
    return first === end ? `in ${first}` : `from ${first} to ${end}`;
  }
  if (from === last) return `on ${dateWords(from)}`;
  if (from.endsWith("-01") && until.endsWith("-01")) {
    const name = (iso: string) => `${monthNames[Number(iso.slice(5, 7)) - 1]} ${iso.slice(0, 4)}`;
    return from.slice(0, 7) === last.slice(0, 7) ? `in ${name(from)}` : `from ${name(from)} to ${name(last)}`;
  }
  return `from ${dateWords(from)} to ${dateWords(last)}`;
};

const pointWords = (iso: string): string => (isNewYear(iso) ? iso.slice(0, 4) : dateWords(iso));
