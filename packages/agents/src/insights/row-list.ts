// Answers that show rows: those that fit, the highest or lowest of them, or those behind a mark of a chart.
import type { Cell } from "@polylogue/core";
import { counted, listed, plain, strong } from "../files/wording.ts";
import { barChart } from "./chart.ts";
import { coverageOf, gapsWords, nothingLeft } from "./coverage.ts";
import { cellWords } from "./figure.ts";
import { filtersWords } from "./filter-words.ts";
import { type Bench, capital, type Finding, sentences, shownTable } from "./finding.ts";
import type { QueryPlan } from "./plan.ts";
import { fieldOf, fromTable, sql, where } from "./sql.ts";
import { type Field, labelsOf } from "./subject.ts";

/** Rows of a list unless a number was asked for. */
const listedRows = 100;
/** Columns in a list that was asked for without naming any. */
const listedColumns = 10;

const distinctFields = (fields: readonly Field[]): Field[] => [...new Set(fields)];

export const list = async (bench: Bench, { measures, filters, limit = listedRows }: QueryPlan): Promise<Finding> => {
  const { subject } = bench;
  const asked = measures.map(({ column }) => fieldOf(subject, column));
  const limiting = filters.map(({ column }) => fieldOf(subject, column));
  const fields =
    asked.length > 0
      ? distinctFields([...labelsOf(subject), ...asked, ...limiting])
      : distinctFields([...labelsOf(subject), ...limiting, ...subject.fields]).slice(0, listedColumns);
  const limits = where(subject, filters);
  const query = sql(
    `SELECT ${fields.map(({ expression }) => expression).join(", ")} ${fromTable(subject)} ${limits.text} LIMIT ${limit}`,
    ...limits.parameters,
  );
  const result = await bench.ask(query);
  const { rows } = await coverageOf(bench, filters, []);
  const found = { sql: query, columns: fields.map(({ title }) => title), rows: result.rows };
  if (rows === 0) return { ...found, text: nothingLeft(bench, filters) };
  const words = result.rows.map((row) => row.map((cell, at) => cellWords(cell, fields[at])));
  const about = filtersWords(subject, filters);
  const lead = `There ${rows === 1 ? "is" : "are"} ${strong(counted(rows, "row"))}${about === "" ? "" : ` ${about}`}.`;
  const [answer] = rows === 1 ? result.rows : [];
  const single =
    answer &&
    asked.map(
      (field) => `${plain(field.title, 120)}: ${strong(cellWords(answer[fields.indexOf(field)] ?? null, field))}`,
    );
  const names =
    asked.length === 0 && rows > 1 && rows <= 8 ? `: ${listed(words.map(([name = ""]) => plain(name)))}.` : "";
  const { table, more } = shownTable(found.columns, words);
  const text =
    single && single.length > 0
      ? `${capital(listed(single))}${about === "" ? "" : ` (${about})`}.`
      : names === ""
        ? lead
        : lead.replace(/\.$/, names);
  return {
    ...found,
    text,
    table,
    ...(more && {
      after: rows > result.rows.length ? more.replace(/of [\d,]+/, `of ${rows.toLocaleString("en")}`) : more,
    }),
  };
};

export const extreme = async (
  bench: Bench,
  { measures, filters, order = "highest", limit = 1, chart }: QueryPlan,
): Promise<Finding> => {
  const { subject } = bench;
  const [field, ...others] = measures.map(({ column }) => fieldOf(subject, column));
  if (!field) throw new Error("a ranking needs a column");
  const labels = labelsOf(subject).filter((label) => label !== field);
  const fields = distinctFields([...labels, field, ...others]);
  const at = fields.indexOf(field);
  const limits = where(subject, filters, [`${field.expression} IS NOT NULL`]);
  const direction = order === "highest" ? "DESC" : "ASC";
  const query = sql(
    `SELECT ${fields.map(({ expression }) => expression).join(", ")} ${fromTable(subject)} ${limits.text} ORDER BY ${field.expression} ${direction}, ${fields.map(({ expression }) => expression).join(", ")} LIMIT ${limit + 12}`,
    ...limits.parameters,
  );
  const result = await bench.ask(query);
  const coverage = await coverageOf(bench, filters, [field.name]);
  const found = { sql: query, columns: fields.map(({ title }) => title) };
  if (result.rows.length === 0) return { ...found, rows: [], text: nothingLeft(bench, filters) };
  const rows = result.rows.slice(0, tiedEnd(result.rows, at, limit));
  const words = rows.map((row) => row.map((cell, place) => cellWords(cell, fields[place])));
  const about = filtersWords(subject, filters);
  const condition = about === "" ? "" : ` ${about}`;
  const label = (row: readonly string[]) =>
    fields.flatMap((one, place) => (labels.includes(one) ? [plain(row[place] ?? "")] : [])).join(", ");
  const value = words[0]?.[at] ?? "";
  const shown = others.map((other) => `${plain(other.title, 120)} ${strong(words[0]?.[fields.indexOf(other)] ?? "")}`);
  const beside = shown.length > 0 && rows.length === 1 ? `, with ${listed(shown)}` : "";
  const tied =
    rows.length > 1 && limit === 1
      ? ` ${counted(rows.length, "row")} share it${rows.length > 12 ? " at least" : ""}: ${listed(words.slice(0, 5).map(label))}.`
      : "";
  const end = field.role !== "time" ? order : order === "highest" ? "latest" : "earliest";
  const top = `The ${end} ${plain(field.title, 120)}${condition} is ${strong(value)}`;
  const lead =
    limit === 1
      ? `${top}${tied === "" && labels.length > 0 ? `: ${strong(label(words[0] ?? []))}` : ""}${beside}.${tied}`
      : `The ${limit} rows with the ${order} ${plain(field.title, 120)}${condition}: ${listed(
          words.slice(0, 3).map((row) => `${strong(label(row))} (${row[at] ?? ""})`),
          3,
        )}${words.length > 3 ? ", and those in the table" : ""}.`;
  const { table, more } = shownTable(found.columns, words);
  const bars = limit > 1 && field.role === "measure" && chart !== "none";
  return {
    ...found,
    rows,
    text: sentences(
      lead,
      rows.length > limit && limit > 1 ? "The last place is shared." : "",
      gapsWords(bench, coverage),
    ),
    ...((limit > 1 || tied !== "") && { table }),
    ...(more && { after: more }),
    ...(bars && {
      chart: barChart(
        `The ${order} ${field.title}`,
        labels[0]?.title ?? "row",
        field.title,
        rows.map((row, place): Cell[] => [label(words[place] ?? []), row[at] ?? null]),
      ),
    }),
  };
};

const tiedEnd = (rows: readonly (readonly Cell[])[], at: number, limit: number): number => {
  let end = Math.min(limit, rows.length);
  while (end < rows.length && rows[end]?.[at] === rows[end - 1]?.[at]) end += 1;
  return end;
};
