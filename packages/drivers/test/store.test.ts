// The suite of the Store port, against the embedded store in memory and in a file.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { virtualClock } from "@polylogue/core/testing";
import { embeddedStore } from "@polylogue/drivers";
import { storeSuite } from "./suite/store.ts";

storeSuite("the embedded store in memory", async () => {
  const clock = virtualClock();
  const store = await embeddedStore({ path: ":memory:", clock });
  return { store, clock, close: () => store.close() };
});

storeSuite("the embedded store in a file", async () => {
  const clock = virtualClock();
  const folder = await mkdtemp(join(tmpdir(), "polylogue-store-"));
  const store = await embeddedStore({ path: join(folder, "data", "polylogue.db"), clock });
  return {
    store,
    clock,
    async close() {
      await store.close();
      await rm(folder, { recursive: true });
    },
  };
});
