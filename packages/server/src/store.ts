// The durable truth that this server stands on.
import { join, resolve } from "node:path";
import type { Store } from "@polylogue/core";
import { embeddedStore } from "@polylogue/drivers/embedded";
import type { Config } from "./config.ts";

export const openStore = ({ dataDir, storeMaxMb }: Pick<Config, "dataDir" | "storeMaxMb">): Promise<Store> =>
  embeddedStore({
    path: join(resolve(dataDir), "polylogue.db"),
    ...(storeMaxMb > 0 && { maxBytes: storeMaxMb * 1024 * 1024 }),
  });
