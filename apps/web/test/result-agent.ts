// An agent that answers with results of a fixed kind, so that the page can be seen with each of them.
import { type Agent, type AgentEvent, agent, type Turn, tool } from "polylogue";
import * as z from "zod";

export const prices = [
  ["AAPL", 64.73],
  ["AMZN", 47.99],
  ["GOOG", 415.87],
  ["IBM", 91.26],
  ["MSFT", 24.74],
] as const;

const months = Array.from({ length: 48 }, (_, at) => ({
  date: `${2004 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}-01`,
  at,
}));

const title = "Average price by symbol";
const schema = "https://vega.github.io/schema/vega-lite/v6.json";

export const barChart = {
  $schema: schema,
  title,
  width: "container",
  data: { values: prices.map(([symbol, average]) => ({ symbol, "average price": average })) },
  mark: { type: "bar", tooltip: true },
  encoding: {
    y: { field: "symbol", type: "nominal", title: "symbol", sort: null },
    x: { field: "average price", type: "quantitative", title: "average price (USD)" },
  },
};

const lineChart = {
  $schema: schema,
  title: "Average price by month and symbol, 2004 to 2007",
  width: "container",
  data: {
    values: months.flatMap(({ date, at }) =>
      prices.slice(0, 4).map(([symbol, price]) => ({ date, symbol, price: price + 20 * Math.sin(at / 5) + at })),
    ),
  },
  mark: { type: "line", point: false },
  encoding: {
    x: { field: "date", type: "temporal", title: "month" },
    y: { field: "price", type: "quantitative", title: "average price" },
    color: { field: "symbol", type: "nominal", title: "symbol" },
  },
};

const scatterChart = {
  $schema: schema,
  title: "Miles per gallon against horsepower",
  data: {
    values: Array.from({ length: 160 }, (_, at) => {
      const horsepower = 50 + ((at * 37) % 180);
      return { horsepower, miles: Math.round(520 / Math.sqrt(horsepower) - ((at * 13) % 17)) };
    }),
  },
  mark: { type: "point", tooltip: true },
  encoding: {
    x: { field: "horsepower", type: "quantitative", title: "horsepower", scale: { zero: false } },
    y: { field: "miles", type: "quantitative", title: "miles per gallon", scale: { zero: false } },
  },
};

const pieChart = {
  title: "Share of rows by symbol",
  data: { values: prices.map(([symbol], at) => ({ symbol, rows: 123 - at * 17 })) },
  mark: { type: "arc", tooltip: true },
  encoding: {
    theta: { field: "rows", type: "quantitative", title: "rows" },
    color: { field: "symbol", type: "nominal", title: "symbol" },
  },
};

const manyRows = Array.from({ length: 60 }, (_, at) => [
  `Town ${at + 1}`,
  at % 11 === 0 ? null : (at * 7919) % 1000,
  1900 + at,
]);

const procedure = {
  kind: "workflow",
  title: "Paying an invoice",
  nodes: [
    { id: "start", kind: "start", label: "Start" },
    { id: "s1", kind: "step", label: "Receive the invoice and enter it in the ledger", role: "Clerk", number: "1" },
    { id: "s2", kind: "step", label: "Compare it with the order", role: "Clerk", number: "2" },
    { id: "s3", kind: "decision", label: "Does it match the order?" },
    { id: "s4", kind: "step", label: "Send it back to the supplier with a note", number: "3" },
    { id: "s5", kind: "decision", label: "Is it above 5,000 euros?" },
    { id: "s6", kind: "step", label: "Approve it", role: "Head of finance", number: "4" },
    { id: "s7", kind: "step", label: "Pay within 14 days", role: "Accountant", number: "5" },
    { id: "end", kind: "end", label: "End" },
  ],
  edges: [
    { from: "start", to: "s1" },
    { from: "s1", to: "s2" },
    { from: "s2", to: "s3" },
    { from: "s3", to: "s4", label: "no" },
    { from: "s4", to: "s1", guessed: true },
    { from: "s3", to: "s5", label: "yes" },
    { from: "s5", to: "s6", label: "yes" },
    { from: "s5", to: "s7", label: "no" },
    { from: "s6", to: "s7" },
    { from: "s7", to: "end" },
  ],
};

/** The payments that were really made. */
export const paid: unknown[] = [];

const pay = tool({
  name: "send_payment",
  description: "Sends money",
  input: z.object({ to: z.string(), amount_euros: z.number(), reference: z.string() }),
  effect: "ask",
  run: (payment) => {
    paid.push(payment);
    return { sent: true };
  },
});

type Answer = (turn: Turn) => AsyncGenerator<AgentEvent> | Generator<AgentEvent>;

/** What the agent was last told with a click. */
export const drilled: unknown[] = [];

const answers: Readonly<Record<string, Answer>> = {
  *bar() {
    const sql = 'SELECT "symbol", avg("price") AS "average price" FROM "stocks" GROUP BY 1';
    const rows = prices.map((row) => [...row]);
    yield {
      type: "analysis",
      message: "**GOOG** is highest, at 415.87 on average.",
      data: { sql, columns: ["symbol", "average price"], rows },
    };
    yield { type: "visualization", message: `Chart: ${title}.`, visualization: barChart };
  },
  *line() {
    yield { type: "visualization", message: "All four rose.", visualization: lineChart };
  },
  *scatter() {
    yield { type: "visualization", message: "The stronger, the thirstier.", visualization: scatterChart };
  },
  *pie() {
    yield { type: "visualization", message: "AAPL has most.", visualization: pieChart };
  },
  *table() {
    const data = { sql: "SELECT * FROM towns", columns: ["name", "people", "founded"], rows: manyRows };
    yield { type: "analysis", message: "These are the towns.", data };
  },
  *workflow() {
    const findings = [{ kind: "no-owner", steps: ["s4"], text: "Step 3 (Send it back to the supplier) has no owner." }];
    const plan = { id: "invoice", steps: [{ id: "s1", agentId: "clerk", action: "receive" }] };
    yield { type: "visualization", message: "It has five steps.", data: { findings, plan }, visualization: procedure };
  },
  /** The test puts a chart in its place on the way: the server itself would let none of those through. */
  *hostile(turn) {
    yield { type: "analysis", message: "Look.", data: `@${turn.text}` };
  },
  async *pay(turn) {
    try {
      await turn.use(pay, { to: "Ulm Paper GmbH", amount_euros: 1240.5, reference: "Invoice 2026-118" });
      yield "The payment is on its way.";
    } catch {
      yield "Then I leave it.";
    }
  },
};

/** Answers by the first word of what is said. */
export const resultAgent = (): Agent =>
  agent({
    name: "InsightsLiaisonAgent",
    title: "Insights",
    pillar: "insights",
    description: "Answers with results",
    async *respond(turn) {
      if (turn.metadata.drill) {
        drilled.push(turn.metadata.drill);
        return yield { type: "drill_down", message: `Behind it: ${JSON.stringify(turn.metadata.drill)}` };
      }
      const answer = answers[turn.text.split(" ")[0] ?? ""];
      if (answer) yield* answer(turn);
      else yield "Say bar, line, scatter, pie, table, workflow or pay.";
    },
  });
