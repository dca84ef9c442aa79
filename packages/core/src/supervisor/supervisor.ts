// A supervisor: an agent that chooses among its members for each turn, and remembers who has the conversation.
import type { Agent } from "../agent/agent.ts";
import type { AgentEvent, RouteTier } from "../agent/event.ts";
import type { Turn } from "../agent/turn.ts";
import { systemClock } from "../clock.ts";
import { PolylogueError } from "../error.ts";
import type { Classifier } from "./classifier/model.ts";
import { conduct, type Troupe } from "./conduct.ts";
import { askModel, isAskable } from "./model-tier.ts";
import { type Choice, type Passed, router } from "./router.ts";
import { waits } from "./waiting.ts";

/** A model that names an agent does not say how sure it is. */
const modelConfidence = 0.8;

export interface SupervisorDefinition {
  readonly name: string;
  readonly title?: string;
  readonly description?: string;
  readonly members: readonly Agent[];
  /** Who answers when nobody is chosen: a member's name, or an agent of its own that is not routed to otherwise. */
  readonly fallback: string | Agent;
  /** Made by `train`; its labels are members' names. Without one, one is trained from the members' examples and descriptions. */
  readonly classifier?: Classifier;
}

export const supervisor = (definition: SupervisorDefinition): Agent => {
  const { name, title, description, members, fallback, classifier } = definition;
  const host = hostOf(name, members, fallback);
  const troupe: Troupe = {
    find: (wanted) => (wanted === host.name ? host : members.find((member) => member.name === wanted)),
    fallback: host,
  };
  const all = members.includes(host) ? members : [...members, host];
  const routes = router(all, host.name, classifier);

  const choose = async (turn: Turn, active: string | undefined, passed: Passed): Promise<Choice> => {
    const waiting = active !== undefined && waits(troupe.find(active), turn.state);
    const { choice, settled } = routes.choose({ text: turn.text, active, waiting, passed });
    if (settled || !isAskable(turn.model)) return choice;
    const open = all.filter((member) => !passed.agents.has(member.name));
    const named = await askModel(turn, open, systemClock);
    return named === undefined ? choice : { agent: named, tier: "model", confidence: modelConfidence };
  };

  async function* respond(turn: Turn): AsyncGenerator<AgentEvent> {
    const kept = turn.state.get(name) as { active?: string } | undefined;
    let current = kept?.active ?? host.name;
    const passed = { tiers: new Set<RouteTier>(), agents: new Set<string>() };
    const begun = performance.now();
    for (;;) {
      const choice = await choose(turn, kept?.active, passed);
      const chosen = troupe.find(choice.agent) ?? troupe.fallback;
      yield { type: "route", ...choice, ms: Math.round((performance.now() - begun) * 1000) / 1000 };
      if (chosen.name !== current)
        yield { type: "handoff", from: current, to: chosen.name, reason: reasonFor(chosen, choice.tier) };
      current = chosen.name;
      const conducted = yield* conduct(turn, chosen, troupe);
      if (!conducted.passed) {
        if (conducted.agent !== kept?.active) turn.state.set(name, { active: conducted.agent });
        return;
      }
      if (choice.tier === "abstain") return;
      passed.tiers.add(choice.tier);
      passed.agents.add(choice.agent);
    }
  }

  return {
    name,
    title: title ?? name,
    description: description ?? `Chooses among ${members.map((member) => member.title).join(", ")}.`,
    examples: members.flatMap((member) => member.examples),
    rules: members.flatMap((member) => member.rules),
    handoffs: members.map((member) => member.name),
    members,
    respond,
  };
};

const hostOf = (name: string, members: readonly Agent[], fallback: string | Agent): Agent => {
  const host = typeof fallback === "string" ? members.find((member) => member.name === fallback) : fallback;
  if (host) return host;
  const names = members.map((member) => member.name).join(", ");
  throw new PolylogueError(
    "agent.unknown",
    `The fallback "${String(fallback)}" of ${name} is none of its members: ${names}.`,
  );
};

const reasonFor = ({ title }: Agent, tier: RouteTier): string =>
  tier === "abstain" ? `${title} takes it from here.` : `This is a question for ${title}.`;
