// Lets an agent answer and follows its handoffs, within bounds; what it yields passes through.
import type { Agent } from "../agent/agent.ts";
import type { AgentEvent } from "../agent/event.ts";
import type { Turn } from "../agent/turn.ts";

/** Handoffs in one turn; after them the fallback answers. */
const maxHandoffs = 4;

export interface Troupe {
  find(name: string): Agent | undefined;
  /** Answers when agents keep handing over, or nobody else will. */
  readonly fallback: Agent;
}

/** What became of letting agents answer: who spoke last, or that the first one passed. */
export type Conducted = { readonly passed: true } | { readonly passed: false; readonly agent: string };

/** Handoffs to somebody outside of the troupe are left to whoever leads it. */
export async function* conduct(
  turn: Turn,
  first: Agent,
  { find, fallback }: Troupe,
): AsyncGenerator<AgentEvent, Conducted> {
  let speaker = first;
  let begun = false;
  for (let handoffs = 0; ; handoffs++) {
    const next = yield* until(speaker.respond(turn), begun, find);
    if (next === "ended") return { passed: false, agent: speaker.name };
    if (next === "passed") return { passed: true };
    begun = true;
    const to = handoffs < maxHandoffs ? (find(next.to) ?? fallback) : fallback;
    const followed = handoffs < maxHandoffs || to.name === next.to;
    const reason = followed ? next.reason : "This went round in a circle, so I take it from here.";
    yield { type: "handoff", from: speaker.name, to: to.name, reason };
    if (handoffs >= maxHandoffs) {
      yield* withoutHandoffs(to.respond(turn));
      return { passed: false, agent: to.name };
    }
    speaker = to;
  }
}

type Stopped = "ended" | "passed" | { readonly to: string; readonly reason: string };

/** Passes events on until the agent ends, passes, or hands over to one of the troupe. */
async function* until(
  events: AsyncIterable<AgentEvent>,
  begun: boolean,
  find: Troupe["find"],
): AsyncGenerator<AgentEvent, Stopped> {
  let first = !begun;
  for await (const event of events) {
    if (typeof event !== "string") {
      if (event.type === "pass" && first) return "passed";
      if (event.type === "handoff" && event.from === undefined && find(event.to)) return event;
    }
    first = false;
    yield event;
  }
  return "ended";
}

async function* withoutHandoffs(events: AsyncIterable<AgentEvent>): AsyncGenerator<AgentEvent> {
  for await (const event of events) if (typeof event === "string" || event.type !== "handoff") yield event;
}
