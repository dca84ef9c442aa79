// The journal primitive: run once, keep what came of it, refuse what does not fit.
import { describe, expect, it } from "vitest";
import { once } from "../src/journal.ts";
import type { Json } from "../src/json.ts";
import { memoryJournal } from "./stage.ts";

const place = { scope: "t1", key: "t1/1", name: "refund", input: { invoice: 7 } };

describe("once", () => {
  it("P4 runs something once and answers its record from then on", async () => {
    const journal = memoryJournal();
    let runs = 0;
    const run = async () => ({ run: ++runs });
    expect(await once(journal, place, run)).toEqual({ run: 1 });
    expect(await once(journal, place, run)).toEqual({ run: 1 });
    expect(runs).toBe(1);
  });

  it("runs again for another key, and in another scope", async () => {
    const journal = memoryJournal();
    let runs = 0;
    const run = async () => ++runs;
    await once(journal, place, run);
    expect(await once(journal, { ...place, key: "t1/2" }, run)).toBe(2);
    expect(await once(journal, { ...place, scope: "t2" }, run)).toBe(3);
  });

  it("records nothing when it throws, so that it may be tried again", async () => {
    const journal = memoryJournal();
    await expect(once(journal, place, () => Promise.reject(new Error("away")))).rejects.toThrow("away");
    expect(await once(journal, place, async () => "back")).toBe("back");
  });

  it.each([
    ["another name", { ...place, name: "charge" }],
    ["another input", { ...place, input: { invoice: 8 } }],
  ])("refuses a record made under %s with journal.mismatch", async (_, other) => {
    const journal = memoryJournal();
    await once(journal, place, async () => "done");
    let ran = false;
    const again = once(journal, other, async () => {
      ran = true;
      return "wrong";
    });
    await expect(again).rejects.toMatchObject({ code: "journal.mismatch" });
    expect(ran).toBe(false);
  });

  it("two racers both run, one record stands, and both are answered with it", async () => {
    const journal = memoryJournal();
    let runs = 0;
    let meet = () => {};
    const bothRun = new Promise<void>((resolve) => {
      meet = resolve;
    });
    const run = async () => {
      const mine = ++runs;
      if (mine === 2) meet();
      await bothRun;
      return mine;
    };
    const answers = await Promise.all([once(journal, place, run), once(journal, place, run)]);
    expect(runs).toBe(2);
    expect(answers[0]).toBe(answers[1]);
    expect([...journal.entries.values()].map(({ result }) => result)).toEqual([answers[0]]);
  });

  it("an older fence is refused with fence.lost and leaves no record", async () => {
    const journal = memoryJournal(2);
    const fenced = { ...place, fence: { turn_id: "t1", fence: 1 } };
    await expect(once(journal, fenced, async () => "late")).rejects.toMatchObject({ code: "fence.lost" });
    expect(journal.entries.size).toBe(0);
  });

  it.each<[string, Json, Json]>([
    ["the order of keys", { a: 1, b: { c: 2, d: 3 } }, { b: { d: 3, c: 2 }, a: 1 }],
    ["a key without a value", { a: 1, b: undefined }, { a: 1 }],
    ["keys inside lists", [{ a: 1, b: 2 }], [{ b: 2, a: 1 }]],
  ])("%s makes no other input", async (_, first, second) => {
    const journal = memoryJournal();
    await once(journal, { ...place, input: first }, async () => "kept");
    expect(await once(journal, { ...place, input: second }, async () => "again")).toBe("kept");
  });

  it.each<[string, Json, Json]>([
    ["the order of a list", [1, 2], [2, 1]],
    ["a number and its spelling", { a: 1 }, { a: "1" }],
    ["null and an empty object", null, {}],
    ["a list and an object with its indexes", ["x"], { 0: "x" }],
  ])("%s makes another input", async (_, first, second) => {
    const journal = memoryJournal();
    await once(journal, { ...place, input: first }, async () => "kept");
    await expect(once(journal, { ...place, input: second }, async () => "again")).rejects.toMatchObject({
      code: "journal.mismatch",
    });
  });
});
