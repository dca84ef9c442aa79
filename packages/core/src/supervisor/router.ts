// Chooses the agent of a turn by the first local tier that is sure: rules, what the conversation is inside of, the classifier, nobody.
import type { Agent } from "../agent/agent.ts";
import type { RouteTier } from "../agent/event.ts";
import { type Classification, classify } from "./classifier/classify.ts";
import { spoken } from "./classifier/features.ts";
import type { Classifier } from "./classifier/model.ts";
import { offTopic, trainedFor } from "./classifier/team.ts";

export interface Choice {
  readonly agent: string;
  readonly tier: RouteTier;
  /** 0 to 1. */
  readonly confidence: number;
}

export interface Proposal {
  readonly choice: Choice;
  /** False where a language model may know better. */
  readonly settled: boolean;
}

/** What has been tried in this turn: tiers that decided, and agents who said that it is not theirs. */
export interface Passed {
  readonly tiers: ReadonlySet<RouteTier>;
  readonly agents: ReadonlySet<string>;
}

export interface Situation {
  readonly text: string;
  /** Who answered last. */
  readonly active?: string | undefined;
  /** That agent has asked something and waits for the answer. */
  readonly waiting?: boolean;
  readonly passed?: Passed;
}

export interface Router {
  choose(situation: Situation): Proposal;
}

/** From here on the classifier decides alone. */
const sure = { confidence: 0.55, margin: 0.2 };
/** From here on it takes the conversation away from the agent that has it. */
const surer = { confidence: 0.75, margin: 0.5 };
/** Leaving for nobody at all asks for more: a follow-up of few words looks like nothing in particular. */
const surest = { confidence: 0.9, words: 3 };
/** From here on a language model is asked whether the agent that has the conversation keeps it. */
const leaning = 0.4;
const stickiness = 0.9;
const nothingPassed: Passed = { tiers: new Set(), agents: new Set() };

/** Without a classifier one is trained from the members' own examples, when it is first needed. */
export const router = (members: readonly Agent[], fallback: string, given?: Classifier): Router => {
  const names = new Set(members.map(({ name }) => name));
  const examples = new Map(
    members.flatMap(({ name, examples }) => examples.map((text) => [spoken(text), name] as const)),
  );
  let classifier = given;

  const judge = (text: string): Classification => {
    classifier ??= trainedFor(members);
    return classify(classifier, text);
  };

  const byRule = ({ text, active }: Situation, { agents }: Passed): Choice | undefined => {
    const matching = members.filter(({ name, rules }) => !agents.has(name) && rules.some((rule) => rule.test(text)));
    const agent = (matching.find(({ name }) => name === active) ?? matching[0])?.name ?? examples.get(spoken(text));
    return agent !== undefined && !agents.has(agent) ? { agent, tier: "rules", confidence: 1 } : undefined;
  };

  /** The agent that has the conversation keeps it, unless it is plain that somebody else, or nobody, is meant. */
  const bySticking = (active: string, { text, waiting }: Situation): Proposal | undefined => {
    const choice: Choice = { agent: active, tier: "sticky", confidence: stickiness };
    if (waiting) return { choice, settled: true };
    const judged = judge(text);
    if (judged.agent === active) return { choice, settled: true };
    if (names.has(judged.agent))
      return isSure(judged, surer) ? undefined : { choice, settled: judged.confidence < leaning };
    return isPlainlyOffTopic(judged, text) ? undefined : { choice, settled: true };
  };

  const byClassifier = ({ text }: Situation, { agents }: Passed): Proposal => {
    const judged = judge(text);
    const nobody: Choice = { agent: fallback, tier: "abstain", confidence: 0 };
    if (!isConfident(judged) || agents.has(judged.agent)) return { choice: nobody, settled: false };
    const { agent, confidence } = judged;
    if (names.has(agent)) return { choice: { agent, tier: "classifier", confidence }, settled: true };
    return { choice: { ...nobody, confidence }, settled: agent === offTopic };
  };

  return {
    choose(situation) {
      const { passed = nothingPassed, active } = situation;
      const { tiers, agents } = passed;
      const ruled = tiers.size === 0 ? byRule(situation, passed) : undefined;
      if (ruled) return { choice: ruled, settled: true };
      const isInside = active !== undefined && active !== fallback && names.has(active) && !agents.has(active);
      const kept = isInside && !tiers.has("sticky") ? bySticking(active, situation) : undefined;
      if (kept) return kept;
      const classified = byClassifier(situation, passed);
      if (!tiers.has("classifier") && !tiers.has("model")) return classified;
      return { choice: { agent: fallback, tier: "abstain", confidence: 0 }, settled: tiers.has("model") };
    },
  };
};

/** Whether the classifier decides alone; below that a language model is asked, or the fallback answers. */
export const isConfident = (judged: Classification): boolean => isSure(judged, sure);

const isSure = ({ confidence, margin }: Classification, least: typeof sure): boolean =>
  confidence >= least.confidence && margin >= least.margin;

const isPlainlyOffTopic = ({ agent, confidence }: Classification, text: string): boolean =>
  agent === offTopic && confidence >= surest.confidence && spoken(text).split(" ").length >= surest.words;
