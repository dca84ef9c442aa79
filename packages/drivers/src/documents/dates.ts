// Dates as people write them, each parser for one manner; answers ms since 1970 in UTC, or nothing.
const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const time = String.raw`(?:[T ,]\s?(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s?(Z|[AaPp][Mm]|[-+]\d{2}:?\d{2})?)?`;

const iso = new RegExp(String.raw`^(\d{4})[-/](\d{1,2})(?:[-/](\d{1,2})${time})?$`);
const monthNameFirst = new RegExp(
  String.raw`^([A-Za-z]{3,9})\.?[ -](?:(\d{1,2})(?:st|nd|rd|th)?,?[ -])?(\d{4})${time}$`,
);
const dayThenName = new RegExp(
  String.raw`^(\d{1,2})(?:st|nd|rd|th)?\.?[ -]([A-Za-z]{3,9})\.?,?[ -](\d{4}|\d{2})${time}$`,
);
const slashed = new RegExp(String.raw`^(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})${time}$`);

type Clockwork = readonly (string | undefined)[];

const fullYear = (year: string): number => {
  const number = Number(year);
  if (year.length > 2) return number;
  return number < 69 ? 2000 + number : 1900 + number;
};

const hourOf = (hour: string | undefined, half: string | undefined): number => {
  const number = Number(hour ?? 0);
  if (half?.toLowerCase() === "pm") return (number % 12) + 12;
  return half?.toLowerCase() === "am" ? number % 12 : number;
};

const dateOf = (
  year: number,
  month: number,
  day: number,
  [hour, minute, second, zone]: Clockwork = [],
): number | undefined => {
  if (month < 1 || month > 12 || day < 1 || day > 31) return undefined;
  const midnight = new Date(Date.UTC(year, month - 1, day));
  if (midnight.getUTCDate() !== day) return undefined;
  const offset = zone && /^[-+]/.test(zone) ? zone : "+00";
  const offsetMinutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2)) * (offset.length > 3 ? 1 : 0);
  const minutes =
    hourOf(hour, zone) * 60 + Number(minute ?? 0) - (offset.startsWith("-") ? -offsetMinutes : offsetMinutes);
  return midnight.getTime() + minutes * 60_000 + Number(second ?? 0) * 1000;
};

const monthOf = (name: string): number => {
  const word = name.toLowerCase();
  const month = months.findIndex((start) => word.startsWith(start));
  return month + 1;
};

/** `2012-01-31`, `2012/1/31`, `2012-01`, with or without a time. */
export const parseIsoDate = (cell: string): number | undefined => {
  const match = iso.exec(cell);
  if (!match) return undefined;
  const [, year = "", month = "", day = "1", ...rest] = match;
  return dateOf(Number(year), Number(month), Number(day), rest);
};

/** `Jan 1 2000`, `January 1, 2000`, `Jan 2000`, `1 January 2000`, `1-Jan-00`. */
export const parseWrittenDate = (cell: string): number | undefined => {
  const american = monthNameFirst.exec(cell);
  if (american) {
    const [, name = "", day = "1", year = "", ...rest] = american;
    return dateOf(Number(year), monthOf(name), Number(day), rest);
  }
  const match = dayThenName.exec(cell);
  if (!match) return undefined;
  const [, day = "", name = "", year = "", ...rest] = match;
  return dateOf(fullYear(year), monthOf(name), Number(day), rest);
};

/** `31/1/2012`, `31.01.12`. */
export const parseDayFirst = (cell: string): number | undefined => {
  const match = slashed.exec(cell);
  if (!match) return undefined;
  const [, day = "", , month = "", year = "", ...rest] = match;
  return dateOf(fullYear(year), Number(month), Number(day), rest);
};

/** `1/31/2012`, `01-31-12`. */
export const parseMonthFirst = (cell: string): number | undefined => {
  const match = slashed.exec(cell);
  if (!match) return undefined;
  const [, month = "", , day = "", year = "", ...rest] = match;
  return dateOf(fullYear(year), Number(month), Number(day), rest);
};
