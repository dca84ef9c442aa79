// How passages stand in a prompt: one block each, with its source, so that any model can cite and the extractive one can select.
import type { Passage } from "../ports/retriever.ts";

const escapeSource = (source: string) => source.replaceAll('"', "'").replaceAll("\n", " ");

/** `<material source="…">text</material>` per passage; text cannot close its own block. */
export const material = (passages: readonly Passage[]): string =>
  passages
    .map(
      ({ source, text }) =>
        `<material source="${escapeSource(source)}">\n${text.replaceAll("</material>", "")}\n</material>`,
    )
    .join("\n");
