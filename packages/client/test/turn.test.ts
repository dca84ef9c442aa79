// A turn whose reader is slow, late, or never comes.
import type { ServerFrame } from "@polylogue/protocol";
import { expect, it } from "vitest";
import { OpenTurn } from "../src/turn.ts";

const of = { turn_id: "t1", conversation_id: "c1", agent_type: "guide", at: 1 };
const piece = (text: string, offset: number): ServerFrame => ({ type: "delta", seq: 1, text, offset, ...of });
const end: ServerFrame = { type: "turn_end", seq: 3, status: "complete", origin: "user", latency: {}, ...of };

async function read(turn: OpenTurn): Promise<ServerFrame[]> {
  const frames: ServerFrame[] = [];
  for await (const frame of turn) frames.push(frame);
  return frames;
}

it("a reader that comes after a hundred thousand pieces finds at most a thousand frames and the whole text", async () => {
  const turn = new OpenTurn("m1", () => {});
  for (let place = 0; place < 100_000; place += 1) turn.accept(piece("x", place));
  turn.accept(end);
  const frames = await read(turn);
  expect(frames).toHaveLength(1_001);
  const text = frames.map((frame) => (frame.type === "delta" ? frame.text : "")).join("");
  expect(text).toBe("x".repeat(100_000));
  expect((await turn.done).text).toBe(text);
});

it("done holds the facts of the turn, not its pieces", async () => {
  const turn = new OpenTurn("m1", () => {});
  turn.accept(piece("a", 0));
  turn.accept(end);
  expect((await turn.done).frames).toEqual([end]);
});

it("breaking off the iteration leaves the rest for another", async () => {
  const turn = new OpenTurn("m1", () => {});
  turn.accept(piece("a", 0));
  turn.accept(piece("b", 1));
  turn.accept(end);
  for await (const frame of turn) {
    expect(frame).toEqual(piece("a", 0));
    break;
  }
  expect(await read(turn)).toEqual([piece("b", 1), end]);
});

it("a refusal that nobody looks at is not an uncaught fault", async () => {
  const uncaught: unknown[] = [];
  const keep = (fault: unknown) => uncaught.push(fault);
  process.on("unhandledRejection", keep);
  const turn = new OpenTurn("m1", () => {});
  turn.refuse(new Error("refused"));
  await new Promise((done) => setTimeout(done, 5));
  process.off("unhandledRejection", keep);
  expect(uncaught).toEqual([]);
  await expect(turn.done).rejects.toThrow("refused");
});
