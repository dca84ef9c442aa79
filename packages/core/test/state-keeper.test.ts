// What the agents of a conversation keep from turn to turn, and how much of it.
import { expect, it } from "vitest";
import { stateKeeper } from "../src/turn/view.ts";

it("keeps what agents set, each under its own name, and leaves the others", () => {
  const keeper = stateKeeper({ guide: { active: "billing" }, quiz: 3 });
  keeper.set("quiz", 4);
  keeper.set("tutor", { lesson: 1 });
  expect(keeper.get("quiz")).toBe(4);
  expect(keeper.changed()).toEqual({ guide: { active: "billing" }, quiz: 4, tutor: { lesson: 1 } });
});

it("has nothing to write when nothing was set", () => {
  const keeper = stateKeeper({ quiz: 3 });
  keeper.get("quiz");
  expect(keeper.changed()).toBeUndefined();
});

it("forgets what is set to undefined, and does not touch what it was given", () => {
  const kept = { quiz: 3 };
  const keeper = stateKeeper(kept);
  keeper.set("quiz", undefined);
  expect([keeper.get("quiz"), keeper.changed(), kept]).toEqual([undefined, {}, { quiz: 3 }]);
});

it("refuses more than 16 KiB in all, and keeps what it had", () => {
  const keeper = stateKeeper({ quiz: "x".repeat(10_000) });
  expect(() => keeper.set("tutor", "x".repeat(7_000))).toThrow(expect.objectContaining({ code: "state.too_large" }));
  expect(keeper.get("tutor")).toBeUndefined();
  keeper.set("tutor", "x".repeat(6_000));
  expect(keeper.get("tutor")).toHaveLength(6_000);
});
