// Milestones and measures from what was found: what depends on nothing first, small before large, nothing without a finding.
import type { Evidence, Theme } from "./evidence.ts";

export interface Cited {
  readonly text: string;
  /** At least one. */
  readonly refs: readonly number[];
}

export interface Milestone {
  readonly theme: Theme;
  readonly title: string;
  /** By how much there is to settle. */
  readonly effort: "small" | "medium" | "large";
  /** Titles of the milestones that come before it. */
  readonly after: readonly string[];
  readonly actions: readonly Cited[];
  readonly measures: readonly Cited[];
}

interface ThemeWork {
  readonly title: string;
  readonly after: readonly Theme[];
  action(sentence: string): string;
}

/** A loop that can be left is meant so, and no fault. */
const isWayBack = (sentence: string): boolean => /\bgoes round\b/.test(sentence) && /\bcan be left\b/.test(sentence);

const work: Readonly<Record<Theme, ThemeWork>> = {
  quality: {
    title: "Put the data in order",
    after: [],
    action: (sentence) => `Fill, correct or explain: ${quoted(sentence)}`,
  },
  owners: {
    title: "Name one owner for each step",
    after: [],
    action: (sentence) => `Decide who does it: ${quoted(sentence)}`,
  },
  flow: {
    title: "Settle how the procedure flows",
    after: ["owners"],
    action: (sentence) =>
      isWayBack(sentence)
        ? `Say how often it may go round before somebody decides: ${quoted(sentence)}`
        : `Rewrite the procedure so that this is settled: ${quoted(sentence)}`,
  },
  time: {
    title: "Know how long it takes",
    after: ["owners", "flow"],
    action: (sentence) => `Check it against what really happens: ${quoted(sentence)}`,
  },
  figures: {
    title: "Watch the figures",
    after: ["quality"],
    action: (sentence) => `Agree on what this should become, and by when: ${quoted(sentence)}`,
  },
};

const quoted = (sentence: string): string => (/[“”]/.test(sentence) ? sentence : `“${sentence.replace(/[.]$/, "")}”`);

const effortOf = (count: number): Milestone["effort"] => (count <= 2 ? "small" : count <= 5 ? "medium" : "large");
const efforts: readonly Milestone["effort"][] = ["small", "medium", "large"];

export const roadmapOf = (evidence: readonly Evidence[]): Milestone[] => {
  const present = (Object.keys(work) as Theme[]).filter((theme) => evidence.some((one) => one.theme === theme));
  const milestones = present.map((theme): Milestone => {
    const own = evidence.filter((one) => one.theme === theme);
    const { title, after, action } = work[theme];
    return {
      theme,
      title,
      effort: effortOf(own.length),
      after: after.filter((other) => present.includes(other)).map((other) => work[other].title),
      actions: own.map(({ sentence, ref }) => ({ text: action(sentence), refs: [ref] })),
      measures: measuresOf(theme, own),
    };
  });
  return ordered(milestones);
};

/** Of those whose predecessors are done, the smallest comes next. */
const ordered = (milestones: readonly Milestone[]): Milestone[] => {
  const left = [...milestones];
  const done: Milestone[] = [];
  while (left.length > 0) {
    const ready = left.filter(({ after }) => after.every((title) => done.some((one) => one.title === title)));
    const [next] = [...(ready.length > 0 ? ready : left)].sort(
      (a, b) => efforts.indexOf(a.effort) - efforts.indexOf(b.effort),
    );
    if (!next) break;
    done.push(next);
    left.splice(left.indexOf(next), 1);
  }
  return done;
};

/** What is counted today, and what it should be where that needs no opinion. */
const measuresOf = (theme: Theme, evidence: readonly Evidence[]): Cited[] => {
  switch (theme) {
    case "owners": {
      const open = evidence.filter(({ sentence }) => /\bhas no owner\b/.test(sentence)).map(({ ref }) => ref);
      const shared = evidence.filter(({ sentence }) => /\bseveral owners\b/.test(sentence)).map(({ ref }) => ref);
      return [
        ...(open.length > 0 ? [{ text: `Steps without an owner: ${open.length} today, 0 when done`, refs: open }] : []),
        ...(shared.length > 0
          ? [{ text: `Steps with several owners: ${shared.length} today, 0 when done`, refs: shared }]
          : []),
      ];
    }
    case "flow": {
      const open = evidence.filter(({ sentence }) => !isWayBack(sentence)).map(({ ref }) => ref);
      return open.length > 0
        ? [{ text: `Open points in the flow: ${open.length} today, 0 when done`, refs: open }]
        : [];
    }
    case "quality":
      return evidence.flatMap(({ sentence, ref }) => {
        const count = /^(?:about )?([\d,]+) ((?:\p{L}+ ){0,2}?(?:columns?|cells?|rows?|values?))\b/u.exec(sentence);
        return count
          ? [{ text: `${capital(count[2] ?? "")} concerned: ${count[1]} today, 0 or explained when done`, refs: [ref] }]
          : [];
      });
    case "figures":
      return evidence.map(({ sentence, ref }) => ({
        text: `Baseline: ${sentence.replace(/[.]$/, "")}; ask Insights again with each new file`,
        refs: [ref],
      }));
    case "time":
      return evidence
        .filter(({ sentence }) => /\d/.test(sentence))
        .map(({ sentence, ref }) => ({ text: `Baseline: ${sentence.replace(/[.]$/, "")}`, refs: [ref] }));
  }
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
