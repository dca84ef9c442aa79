// Which groups a condition on them leaves, in words: "By region, **2** have average health over 75: …".
import type { Cell, QueryResult } from "@polylogue/core";
import { counted, listed, plain, strong } from "../files/wording.ts";
import { figure, groupName, measureName } from "./figure.ts";
import { filtersWords } from "./filter-words.ts";
import type { Bench } from "./finding.ts";
import type { QueryPlan } from "./plan.ts";

export const keptWords = (
  { subject }: Bench,
  plan: QueryPlan,
  rows: QueryResult["rows"],
  said: (row: readonly Cell[]) => string,
): string => {
  const { groups, measures, having, filters } = plan;
  const over = { above: "over", at_least: "of at least", below: "under", at_most: "of at most" };
  const bound = having ? ` ${over[having.op]} ${figure(having.value)}` : "";
  const about = filtersWords(subject, filters);
  const name = measures.map((measure) => plain(measureName(subject, measure), 160)).join(" and ");
  const counts = measures[0]?.aggregation === "count";
  const any = counts && having?.op === "at_least" && having.value === 1;
  const what = `${any ? "rows" : `${counts ? "a number of rows" : name}${bound}`}${about === "" ? "" : ` ${about}`}`;
  const by = groups.map((group) => plain(groupName(subject, group), 120)).join(" and ");
  if (rows.length === 0) return `No ${by} has ${what}.`;
  const more = rows.length > 5 ? `, and ${counted(rows.length - 5, "more", "more")}` : "";
  return `By ${by}, ${strong(String(rows.length))} ${rows.length === 1 ? "has" : "have"} ${what}: ${listed(rows.slice(0, 5).map(said))}${more}.`;
};
