// Testing agents without a server: a conversation in memory with a scripted model.
export { script, seededChance, virtualClock } from "@polylogue/core/testing";
export { type Call, type Reply, rehearse } from "./rehearse.ts";
