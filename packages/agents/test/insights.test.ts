// The grammar of the insights liaison on a table made by hand: which plan a question becomes, and which SQL a plan becomes.
import { describe, expect, it } from "vitest";
import { understand } from "../src/insights/grammar.ts";
import { readingOf } from "../src/insights/reading.ts";
import { condition, PlanFault, where } from "../src/insights/sql.ts";
import type { Field, Subject } from "../src/insights/subject.ts";
import { suggestionsFor } from "../src/insights/suggestion.ts";

const field = (name: string, rest: Partial<Field>): Field => ({
  name,
  title: name,
  words: name.toLowerCase().split("_"),
  role: "measure",
  kind: "number",
  expression: `"${name}"`,
  distinct: 200,
  present: 300,
  min: 1,
  max: 900,
  values: [],
  ...rest,
});

const text = (name: string, values: readonly string[]): Field =>
  field(name, { role: "category", kind: "text", values, distinct: values.length });

const orders: Subject = {
  table: { name: "orders", title: "orders", rows: 300, columns: [] },
  title: "orders.csv",
  rows: 300,
  fields: [
    text("region", ["North", "South", "Far East"]),
    text("product", ["Tea", "Coffee", "Cocoa"]),
    field("unit_price", {}),
    field("discount", {}),
    field("quantity", {}),
    field("ordered_on", { role: "time", kind: "date", min: "2019-01-01", max: "2023-12-31", distinct: 280 }),
  ],
};

const planOf = (question: string) => {
  const understood = understand(question, orders);
  return understood.type === "plan" ? understood.plan : understood;
};

describe("S2.12 the grammar of insights", () => {
  it.each([
    [
      "average unit price by region",
      {
        kind: "aggregate",
        measures: [{ aggregation: "average", column: "unit_price" }],
        groups: [{ column: "region" }],
      },
    ],
    [
      "avg discounts per month",
      {
        kind: "aggregate",
        measures: [{ aggregation: "average", column: "discount" }],
        groups: [{ column: "ordered_on", bucket: "month" }],
      },
    ],
    [
      "median quantity for tea in 2021",
      {
        measures: [{ aggregation: "median", column: "quantity" }],
        filters: [
          { op: "is", column: "product", values: ["Tea"] },
          { op: "during", column: "ordered_on", from: "2021-01-01", until: "2022-01-01" },
        ],
      },
    ],
    [
      "how many orders per product",
      { kind: "count", measures: [{ aggregation: "count" }], groups: [{ column: "product" }] },
    ],
    [
      "top 5 by quantity",
      { kind: "extreme", measures: [{ aggregation: "value", column: "quantity" }], limit: 5, order: "highest" },
    ],
    [
      "compare 2020 and 2022 on quantity",
      {
        kind: "compare",
        measures: [
          { aggregation: "sum", column: "quantity" },
          { aggregation: "average", column: "quantity" },
        ],
      },
    ],
    [
      "compare north and far east on discount",
      {
        kind: "compare",
        sides: [
          { op: "is", column: "region", values: ["North"] },
          { op: "is", column: "region", values: ["Far East"] },
        ],
      },
    ],
    ["what correlates with discount", { kind: "correlate", measures: [{ aggregation: "value", column: "discount" }] }],
    ["discount vs quantity as a scatter plot", { kind: "correlate", chart: "point" }],
    ["anything odd in the discounts?", { kind: "outliers", measures: [{ aggregation: "value", column: "discount" }] }],
    ["distribution of unit price", { kind: "distribution" }],
    [
      "trend of quantity",
      {
        kind: "trend",
        measures: [{ aggregation: "sum", column: "quantity" }],
        groups: [{ column: "ordered_on", bucket: "month" }],
      },
    ],
    [
      "what share of orders are from the north",
      { kind: "share", part: [{ op: "is", column: "region", values: ["North"] }] },
    ],
    ["orders with more than 20 quantity", { kind: "list", filters: [{ op: "above", column: "quantity", value: 20 }] }],
    ["average discount not for coffee", { filters: [{ op: "is_not", column: "product", values: ["Coffee"] }] }],
    [
      "average discount where quantity is between 10 and 20",
      { filters: [{ op: "between", column: "quantity", from: 10, to: 20 }] },
    ],
    ["average discount since march 2020", { filters: [{ op: "during", column: "ordered_on", from: "2020-03-01" }] }],
    ["average discount in december", { filters: [{ op: "month_of_year", column: "ordered_on", values: [12] }] }],
    ["average discount on weekends", { filters: [{ op: "weekday", column: "ordered_on", values: [6, 7] }] }],
    [
      "which region has the highest average discount",
      { kind: "aggregate", groups: [{ column: "region" }], limit: 1, order: "highest" },
    ],
    [
      "regions with an average discount over 20",
      {
        kind: "aggregate",
        groups: [{ column: "region" }],
        measures: [{ aggregation: "average", column: "discount" }],
        having: { op: "above", value: 20 },
      },
    ],
    [
      "which products have at least 50 orders",
      { groups: [{ column: "product" }], measures: [{ aggregation: "count" }], having: { op: "at_least", value: 50 } },
    ],
    [
      "which region grew most in unit price between 2020 and 2022",
      {
        kind: "change",
        groups: [{ column: "region" }],
        measures: [{ aggregation: "average", column: "unit_price" }],
        sides: [
          { op: "during", column: "ordered_on", from: "2020-01-01", until: "2021-01-01" },
          { op: "during", column: "ordered_on", from: "2022-01-01", until: "2023-01-01" },
        ],
        order: "highest",
        limit: 1,
      },
    ],
    [
      "which product's discount fell the most in percent",
      { kind: "change", groups: [{ column: "product" }], order: "lowest", relative: true },
    ],
    [
      "which region ever had a discount over 20",
      { kind: "count", groups: [{ column: "region" }], filters: [{ op: "above", column: "discount", value: 20 }] },
    ],
    ["average discount of regions with an average discount over 20", undefined],
    ["averge discuont by regoin", undefined],
    [
      "average discuont by regoin",
      { measures: [{ aggregation: "average", column: "discount" }], groups: [{ column: "region" }] },
    ],
  ] as const)("reads “%s”", (question, plan) => {
    if (plan) expect(planOf(question)).toMatchObject(plan);
    else expect(understand(question, orders).type).toBe("unclear");
  });

  it.each([
    "how many orders were cancelled",
    "average salary by region",
    "which is the best",
    "will discount rise next month",
    "why",
  ])("does not guess at “%s”", (question) => {
    expect(understand(question, orders).type).toBe("unclear");
  });

  it("says what it took for granted", () => {
    const understood = understand("how many parcels per region", orders);
    expect(understood).toMatchObject({ notes: ["I took “parcels” as the rows of the table."] });
  });

  it("suggests three questions, all of which it understands", () => {
    const ideas = suggestionsFor(orders);
    expect(ideas).toHaveLength(3);
    for (const idea of ideas) expect(understand(idea, orders).type, idea).toBe("plan");
  });

  it("P14 reads a thousand letters of anything in no time", () => {
    const begun = performance.now();
    for (const noise of [
      "a ".repeat(500),
      "1 and ".repeat(160),
      "by ".repeat(330),
      "“".repeat(1000),
      "not 2008 to ".repeat(80),
    ])
      expect(["plan", "unclear"]).toContain(understand(noise, orders).type);
    expect(performance.now() - begun).toBeLessThan(500);
  });
});

describe("P16 SQL of a plan", () => {
  it("holds values as parameters, whatever they say", () => {
    const trick = "x'); DROP TABLE orders; --";
    const { text: sql, parameters } = where(orders, [{ op: "is", column: "region", values: [trick] }]);
    expect(sql).toBe('WHERE lower("region") IN (lower(?))');
    expect(parameters).toEqual([trick]);
  });

  it("names only columns that the table has, and compares only numbers", () => {
    expect(() => condition(orders, { op: "above", column: "price; --", value: 1 })).toThrow(PlanFault);
    expect(() => condition(orders, { op: "above", column: "region", value: 1 })).toThrow(
      "region is no column of numbers",
    );
  });

  it("marks a value in quotes as that value and nothing else", () => {
    expect(readingOf('"far east"', orders)[0]?.meaning).toMatchObject({ type: "value", value: "Far East" });
  });
});
