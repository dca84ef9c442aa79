// What every Store must do: each operation of the port with its refusals. A driver runs it against the real thing.
import { describe, expect, it } from "vitest";
import { booksSuite } from "./store-books.ts";
import { leasesSuite } from "./store-leases.ts";
import { message, type StoreUnderTest, storeStage } from "./store-stage.ts";
import { turnsSuite } from "./store-turns.ts";

export const storeSuite = (name: string, make: () => Promise<StoreUnderTest>): void => {
  describe(name, () => {
    const stage = storeStage(make);
    turnsSuite(stage);
    leasesSuite(stage);
    booksSuite(stage);

    it("answers a ping while it is open, and refuses everything with store.closed after that", async () => {
      await stage.store.ping();
      await stage.store.close();
      await expect(stage.store.ping()).rejects.toMatchObject({ code: "store.closed" });
      await expect(stage.store.accept(message("a"))).rejects.toMatchObject({ code: "store.closed" });
    });
  });
};
