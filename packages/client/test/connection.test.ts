// The connection's table, state by state, and its waiting times, without a socket.
import { describe, expect, it } from "vitest";
import {
  type Connection,
  type ConnectionEffect,
  type ConnectionEvent,
  type ConnectionState,
  startOfConnection,
  transition,
} from "../src/connection.ts";

const at = (state: ConnectionState, fields: Partial<Connection> = {}): Connection => ({
  state,
  attempt: 0,
  heartbeatMs: 10_000,
  ...fields,
});

const events = {
  connect: { type: "connect" },
  opened: { type: "opened" },
  joined: { type: "joined", heartbeatMs: 10_000 },
  heard: { type: "heard" },
  gap: { type: "gap" },
  dropped: { type: "dropped", code: 1006, renewable: false, fraction: 0.5 },
  elapsed: { type: "elapsed", fraction: 0.5 },
  close: { type: "close" },
} as const satisfies Record<string, ConnectionEvent>;

/** The next state, then the effects by name. */
const expected: Record<ConnectionState, Record<keyof typeof events, string>> = {
  idle: {
    connect: "connecting dial timer",
    opened: "idle",
    joined: "idle",
    heard: "idle",
    gap: "idle",
    dropped: "idle",
    elapsed: "idle",
    close: "closed timer hang_up finish",
  },
  connecting: {
    connect: "connecting",
    opened: "joining resume timer",
    joined: "connecting",
    heard: "connecting",
    gap: "connecting",
    dropped: "waiting timer",
    elapsed: "waiting hang_up timer",
    close: "closed timer hang_up finish",
  },
  joining: {
    connect: "joining",
    opened: "joining",
    joined: "open timer flush",
    heard: "joining",
    gap: "joining",
    dropped: "waiting timer",
    elapsed: "waiting hang_up timer",
    close: "closed timer hang_up finish",
  },
  open: {
    connect: "open",
    opened: "open",
    joined: "open",
    heard: "open timer",
    gap: "joining resume timer",
    dropped: "waiting timer",
    elapsed: "probing ping timer",
    close: "closed timer hang_up finish",
  },
  probing: {
    connect: "probing",
    opened: "probing",
    joined: "probing",
    heard: "open timer",
    gap: "joining resume timer",
    dropped: "waiting timer",
    elapsed: "waiting hang_up timer",
    close: "closed timer hang_up finish",
  },
  waiting: {
    connect: "connecting dial timer",
    opened: "waiting",
    joined: "waiting",
    heard: "waiting",
    gap: "waiting",
    dropped: "waiting",
    elapsed: "connecting dial timer",
    close: "closed timer hang_up finish",
  },
  closed: {
    connect: "connecting dial timer",
    opened: "closed",
    joined: "closed",
    heard: "closed",
    gap: "closed",
    dropped: "closed",
    elapsed: "closed",
    close: "closed",
  },
};

describe.each(Object.entries(expected) as [ConnectionState, Record<keyof typeof events, string>][])(
  "%s",
  (state, row) => {
    it.each(Object.entries(row) as [keyof typeof events, string][])("on %s becomes: %s", (name, outcome) => {
      const [next, effects] = transition(at(state), events[name]);
      expect([next.state, ...effects.map(({ type }) => type)].join(" ")).toBe(outcome);
    });
  },
);

const timerOf = (effects: readonly ConnectionEffect[]) => effects.find((effect) => effect.type === "timer")?.ms;

const drop = (code: number, fraction: number, renewable = false): ConnectionEvent => ({
  type: "dropped",
  code,
  renewable,
  fraction,
});

it("waits at most 250 ms, 500 ms, 1 s, … 10 s, and any part of it by chance", () => {
  const longest: (number | undefined)[] = [];
  let connection = at("connecting");
  for (let count = 0; count < 8; count += 1) {
    const [next, effects] = transition(connection, drop(1006, 1));
    longest.push(timerOf(effects));
    connection = { ...next, state: "connecting" };
  }
  expect(longest).toEqual([250, 500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000]);
  expect(timerOf(transition(at("connecting", { attempt: 9 }), drop(1006, 0.25))[1])).toBe(2_500);
  expect(timerOf(transition(at("connecting"), drop(1006, 0))[1])).toBe(0);
});

it("P12 a restarting server is tried within a second, whatever failed before, but not in a row", () => {
  const [next, effects] = transition(at("open", { attempt: 7 }), drop(1012, 0.9));
  expect(next.state).toBe("waiting");
  expect(timerOf(effects)).toBe(900);
  expect(timerOf(transition(at("connecting", { attempt: 4 }), drop(1012, 1))[1])).toBe(4_000);
});

it("forgets failures only once a connection has shown that it works", () => {
  const [joined] = transition(at("joining", { attempt: 5 }), events.joined);
  expect(joined.attempt).toBe(5);
  expect(transition(joined, events.heard)[0].attempt).toBe(0);
});

it("watches for twice the heartbeat that the server asked for, then two seconds more", () => {
  const [open, effects] = transition(at("joining"), { type: "joined", heartbeatMs: 3_000 });
  expect(timerOf(effects)).toBe(6_000);
  expect(timerOf(transition(open, events.elapsed)[1])).toBe(2_000);
});

it("stops where the protocol says so: a fault of the client, or a credential that cannot be renewed", () => {
  for (const code of [1000, 1009, 4400]) expect(transition(at("open"), drop(code, 0))[0].state).toBe("closed");
  expect(transition(at("open"), drop(4401, 0))[0].state).toBe("closed");
  expect(transition(at("open"), drop(4401, 0, true))[0].state).toBe("waiting");
  for (const code of [1001, 1011, 4408, 4429, 4430, 4999]) {
    expect(transition(at("open"), drop(code, 0))[0].state).toBe("waiting");
  }
});

it("begins idle", () => {
  expect(startOfConnection.state).toBe("idle");
});
