// What tests of agents stand on: time that they move, chance from a seed, a model that follows a script.
export { type ScriptedAnswer, script } from "./script.ts";
export { seededChance } from "./seeded-chance.ts";
export { type VirtualClock, virtualClock } from "./virtual-clock.ts";
