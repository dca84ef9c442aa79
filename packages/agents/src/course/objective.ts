// What one can do after a section, where its text begins by saying so.
import { plainText } from "@polylogue/core";
import type { Block } from "./block.ts";

const label = /^\s*(?:\*\*|__)?(?:(?:learning|section|chapter) )?(?:objectives|outcomes|goals)(?:\*\*|__)?:?\s*$/i;
const lead = /you(?:['’]ll| will| should)? (?:be able to|learn(?: how)?(?: to)?|know how to):?\s*$/i;

const announces = (block: Block | undefined): boolean =>
  block?.type === "paragraph" && (label.test(block.text) || lead.test(block.text.trim()));

const plain = (item: string) =>
  plainText(item)
    .replaceAll(/\s+/g, " ")
    .replace(/[.;,]$/, "")
    .trim();

/** A list under "Objectives" or "you will be able to:", and the blocks without it. */
export const objectivesIn = (blocks: readonly Block[]): { objectives: string[]; rest: Block[] } => {
  const objectives: string[] = [];
  const rest: Block[] = [];
  for (const block of blocks) {
    if (block.type === "list" && announces(rest.at(-1))) {
      objectives.push(...block.items.map(plain));
      while (announces(rest.at(-1))) rest.pop();
    } else rest.push(block);
  }
  return { objectives, rest };
};

/** The lists under a heading of their own. */
export const objectivesUnder = (blocks: readonly Block[]): string[] =>
  blocks.flatMap((block) => (block.type === "list" ? block.items.map(plain) : []));
