// Chooses the agent of a turn by the first tier that is sure: rules, then what the conversation is inside of, then nobody.
import type { Agent } from "../agent/agent.ts";
import type { RouteTier } from "../agent/event.ts";
import { contentWords, likeness } from "./words.ts";

/** An utterance this like one of an agent's examples counts as that example. */
const sameExample = 0.75;

export interface Choice {
  readonly agent: string;
  readonly tier: RouteTier;
  /** 0 to 1. */
  readonly confidence: number;
}

export interface Router {
  /** `active` is who answered last; a tier in `without` is left out. */
  choose(text: string, active: string | undefined, without?: ReadonlySet<RouteTier>): Choice;
}

export const router = (members: readonly Agent[], fallback: string): Router => {
  const examples = members.flatMap(({ name, examples }) =>
    examples.map((example) => ({ name, words: contentWords(example) })),
  );

  const byRule = (text: string, active: string | undefined): Choice | undefined => {
    const matching = members.filter(({ rules }) => rules.some((rule) => rule.test(text)));
    const agent = matching.find(({ name }) => name === active) ?? matching[0];
    if (agent) return { agent: agent.name, tier: "rules", confidence: 1 };
    const words = contentWords(text);
    let best: Choice | undefined;
    for (const example of examples) {
      const confidence = likeness(words, example.words);
      if (confidence >= sameExample && confidence > (best?.confidence ?? 0))
        best = { agent: example.name, tier: "rules", confidence };
    }
    return best;
  };

  return {
    choose(text, active, without) {
      const ruled = without?.has("rules") ? undefined : byRule(text, active);
      if (ruled) return ruled;
      const inside = members.find(({ name }) => name === active && name !== fallback);
      if (inside && !without?.has("sticky")) return { agent: inside.name, tier: "sticky", confidence: 0.9 };
      return { agent: fallback, tier: "abstain", confidence: 0 };
    },
  };
};
