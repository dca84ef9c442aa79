// The agents of a small company's help desk: billing with a tool, sales, and a supervisor that chooses between them.
import { fileURLToPath } from "node:url";
import { agent, folder, supervisor, tool } from "polylogue";
import * as z from "zod";

const help = folder(fileURLToPath(new URL("./help", import.meta.url)));

/** Stands for a real system of record. */
const invoices = [
  { month: "2026-02", total: 9 },
  { month: "2026-03", total: 38 },
];

export const findInvoice = tool({
  name: "find_invoice",
  description: "An invoice of the signed-in user, the last one unless a month is given",
  input: z.object({ month: z.optional(z.string().check(z.regex(/^\d{4}-\d{2}$/))) }),
  effect: "read",
  run: ({ month }) => invoices.find((invoice) => invoice.month === month) ?? invoices.at(-1),
});

const billing = agent({
  name: "billing",
  title: "Billing",
  description: "Invoices, refunds, payment methods",
  examples: ["why was I charged twice", "send me the invoice for march", "when does my refund arrive"],
  instructions: (turn) => `Help ${turn.user.name ?? "the customer"} in two sentences.`,
  tools: [findInvoice],
  knowledge: help,
  handoffs: ["sales"],
});

const sales = agent({
  name: "sales",
  title: "Sales",
  description: "Plans and prices",
  examples: ["what does the team plan cost", "which plan fits us", "can I change my plan"],
  instructions: "Say what a plan costs and holds, in two sentences.",
  knowledge: help,
  handoffs: ["billing"],
});

export const desk = supervisor({
  name: "desk",
  title: "Help desk",
  members: [billing, sales],
  fallback: "sales",
});
