// The names of a table's columns from its first row, if that is a header at all.
import { isMissing, readings } from "./readings.ts";

export interface NamedColumns {
  readonly names: readonly string[];
  /** There is no header: the first row is already data. */
  readonly firstRowIsData: boolean;
  readonly warnings: readonly string[];
}

/** `next` is the row after it, by which a header is told from data. */
export const nameColumns = (first: readonly string[], next: readonly string[] | undefined): NamedColumns => {
  if (next && looksLikeData(first) && looksLikeData(next)) {
    const names = first.map((_, index) => `column_${index + 1}`);
    const range = names.length === 1 ? "column_1" : `column_1 to column_${names.length}`;
    return { names, firstRowIsData: true, warnings: [`The file has no header, so I call the columns ${range}.`] };
  }
  return { ...distinctNames(first), firstRowIsData: false };
};

/** A number that is no year, or a date: things that do not stand in a header. */
const looksLikeData = (cells: readonly string[]): boolean =>
  cells.some((raw) => {
    const cell = raw.trim();
    return (
      !isMissing(cell) &&
      !/^(?:19|20)\d\d$/.test(cell) &&
      readings.some((reading) => reads(reading.type, reading.place(cell)))
    );
  });

const reads = (type: string, place: number | undefined) => place !== undefined && type !== "boolean";

const distinctNames = (cells: readonly string[]): Pick<NamedColumns, "names" | "warnings"> => {
  const names: string[] = [];
  const taken = new Set<string>();
  const repeated = new Set<string>();
  const unnamed: string[] = [];
  for (const [index, cell] of cells.entries()) {
    const wanted = cell.trim() || `column_${index + 1}`;
    if (!cell.trim()) unnamed.push(wanted);
    let name = wanted;
    for (let number = 2; taken.has(name); number += 1) name = `${wanted}_${number}`;
    if (name !== wanted) repeated.add(wanted);
    taken.add(name);
    names.push(name);
  }
  return {
    names,
    warnings: [
      ...(unnamed.length > 0 ? [`Columns without a name are called ${unnamed.join(", ")}.`] : []),
      ...[...repeated].map((name) => `Several columns are called "${name}"; I number the later ones.`),
    ],
  };
};
