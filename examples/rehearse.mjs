// Tests the help desk without a server and without a model: who is chosen, what is done, what is said.
import assert from "node:assert/strict";
import { rehearse, script } from "polylogue/testing";
import { desk } from "./desk-agents.mjs";

const model = script([
  { tool: "find_invoice", input: { month: "2026-03" } },
  "Your plan was changed in March: 38 euros are two charges.",
  "The team plan costs 29 euros a month.",
]);
const call = await rehearse(desk, { model, user: { id: "ada", name: "Ada" } });

const charged = await call.say("Why was I charged twice?");
assert.equal(charged.route.agent, "billing");
assert.match(charged.text, /38 euros/);

const asked = await call.say("What does the team plan cost?");
assert.equal(asked.route.agent, "sales");

await call.end();
console.log("The desk is ready: billing explains charges, sales knows the prices.");
