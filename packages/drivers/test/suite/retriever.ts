// What every driver of the Retriever port must do.
import type { Retriever } from "@polylogue/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

/** Texts that the driver under test is given, by the name of their place. */
export const shelf: Readonly<Record<string, string>> = {
  "refunds.md": "A refund is paid within fourteen days after the parcel has come back.",
  "delivery.md": "Parcels are delivered on weekdays. The courier rings twice.",
  "sizes.md": "Shoes come in sizes from 36 to 46. Half sizes are not made.",
};

export interface OpenRetriever {
  readonly retriever: Retriever;
  close(): Promise<void>;
}

export const retrieverSuite = (name: string, make: () => Promise<OpenRetriever>) =>
  describe(`Retriever: ${name}`, () => {
    let open: OpenRetriever;
    beforeAll(async () => {
      open = await make();
    });
    afterAll(() => open.close());

    it("finds the passage that answers, with its source", async () => {
      const [best] = await open.retriever.search("When are refunds paid?", { limit: 3 });
      expect(best?.source).toContain("refunds.md");
      expect(best?.text).toContain("fourteen days");
    });

    it("gives the best first, and no more than asked for", async () => {
      const found = await open.retriever.search("parcel", { limit: 5 });
      const scores = found.map(({ score }) => score);
      expect(found.length).toBeGreaterThan(1);
      expect(scores).toEqual([...scores].sort((a, b) => b - a));
      expect(await open.retriever.search("parcel", { limit: 1 })).toEqual(found.slice(0, 1));
    });

    it("finds nothing where nothing fits", async () => {
      expect(await open.retriever.search("Who composed the opera about Figaro?", { limit: 3 })).toEqual([]);
      expect(await open.retriever.search("", { limit: 3 })).toEqual([]);
    });

    it("finds the same again", async () => {
      const search = () => open.retriever.search("shoe size 46", { limit: 3 });
      expect(await search()).toEqual(await search());
    });

    it("stops when it is told to", async () => {
      const signal = AbortSignal.abort();
      await expect(open.retriever.search("parcel", { limit: 3, signal })).rejects.toMatchObject({ name: "AbortError" });
    });
  });
