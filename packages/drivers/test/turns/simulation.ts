// A server in a test: a real runner and hub over a shared Store that is slow, away, silent or gone as the test wants it.
import {
  type Agent,
  type Chance,
  cursor,
  type Model,
  type Observation,
  PolylogueError,
  type RunnerSettings,
  registry,
  type Signals,
  type Store,
  sessionHub,
  type TurnAnswer,
  turnRunner,
} from "@polylogue/core";
import { script, type VirtualClock } from "@polylogue/core/testing";

/** How the Store is for one server: `silent` answers nothing until it is up again, `gone` never will. */
export type StoreMood = "up" | "failing" | "silent" | "gone";

export interface SimulatedServer {
  readonly store: Store;
  readonly hub: ReturnType<typeof sessionHub>;
  readonly runner: ReturnType<typeof turnRunner>;
  readonly observed: Observation[];
  readonly gone: boolean;
  mood(next: StoreMood): void;
  /** As `kill -9`: nothing that this server does from now on reaches anybody. */
  crash(): void;
  say(text: string, message?: Partial<Message>): Promise<TurnAnswer>;
  listen(session_id?: string, after?: number): Promise<Listener>;
}

export interface Message {
  readonly message_id: string;
  readonly conversation_id: string;
  readonly user_id: string;
  readonly session_id: string;
}

export interface Listener {
  readonly frames: Record<string, unknown>[];
  /** Facts only. */
  seqs(): number[];
  types(): string[];
  /** The text of a turn as a client puts it together, and whether a piece did not fit where it says it belongs. */
  text(turn_id?: string): { text: string; torn: boolean };
  leave(): void;
}

export const settings: RunnerSettings = {
  leaseMs: 10_000,
  deadlineMs: 60_000,
  queueLimit: 5,
  openLimit: 100,
  sweepMs: 2_000,
};

export interface ServerParts {
  readonly store: Store;
  readonly signals: Signals;
  readonly clock: VirtualClock;
  readonly chance: Chance;
  readonly agents: readonly Agent[];
  readonly model?: Model;
  readonly settings?: Partial<RunnerSettings>;
  /** How long a call of the Store takes before and after its commit. */
  readonly latencyMs?: () => number;
}

let messages = 0;

export const simulatedServer = (parts: ServerParts): SimulatedServer => {
  const { clock } = parts;
  const observed: Observation[] = [];
  const weather = storeWeather(parts);
  const signals = wire(parts.signals, () => weather.mood === "gone");
  const store = weather.store;
  const hub = sessionHub({ store, signals, clock });
  const runner = turnRunner({
    store,
    hub,
    clock,
    signals,
    chance: parts.chance,
    registry: registry(parts.agents),
    model: parts.model ?? script(["Hello there, user."]),
    observe: (observation) => observed.push(observation),
    explain: () => ({ code: "turn_failed", message: "Something went wrong.", retryable: true, error_id: "e_1" }),
    settings: { ...settings, ...parts.settings },
  });
  runner.start();

  return {
    store,
    hub,
    runner,
    observed,
    get gone() {
      return weather.mood === "gone";
    },
    mood: weather.change,
    crash: () => weather.change("gone"),
    say(text, message = {}) {
      const { session_id = "s1", user_id = "u1", conversation_id = "c1" } = message;
      return runner.accept({
        session: {
          user: { user_id, session_id, tenant_id: "default", roles: [] },
          token_hash: `hash of ${session_id}`,
        },
        conversation: { id: conversation_id, agent_type: "guide", create: true },
        message_id: message.message_id ?? `m${++messages}`,
        text,
        source: "text",
        metadata: {},
      });
    },
    async listen(session_id = "s1", after = 0) {
      const stream = await hub.settled(session_id);
      const frames: Record<string, unknown>[] = [];
      const reader = cursor({
        stream,
        after,
        wants: () => true,
        sink: {
          buffered: () => 0,
          write: (texts) => {
            if (weather.mood !== "gone")
              frames.push(...texts.map((text) => JSON.parse(text) as Record<string, unknown>));
          },
        },
        facts: store.facts,
        trouble: () => void clock.after(500, () => reader.pump()),
      });
      stream.attach(reader);
      const facts = () => frames.filter(({ type }) => type !== "delta" && type !== "status");
      return {
        frames,
        seqs: () => facts().map(({ seq }) => seq as number),
        types: () => facts().map(({ type }) => type as string),
        text: (turn_id) => assembled(frames, turn_id),
        leave: () => stream.detach(reader),
      };
    },
  };
};

/** What a client shows of a turn: deltas at their offsets, dropped when it starts again. */
const assembled = (frames: readonly Record<string, unknown>[], turn_id: string | undefined) => {
  let text = "";
  let torn = false;
  for (const frame of frames) {
    if (turn_id !== undefined && frame.turn_id !== turn_id) continue;
    if (frame.type === "turn_restarted") text = "";
    if (frame.type !== "delta") continue;
    const offset = frame.offset as number;
    if (offset > text.length) torn = true;
    text = text.slice(0, offset) + (frame.text as string);
  }
  return { text, torn };
};

/** The Store as this server sees it. */
const storeWeather = ({ store: truth, clock, latencyMs = () => 0 }: ServerParts) => {
  let mood: StoreMood = "up";
  let clearing: (() => void)[] = [];

  const pass = async (): Promise<void> => {
    const wait = latencyMs();
    if (wait > 0) await new Promise<void>((resolve) => clock.after(wait, resolve));
    while (mood === "silent") await new Promise<void>((resolve) => clearing.push(resolve));
    if (mood === "gone") await new Promise<never>(() => {});
    if (mood === "failing") throw new PolylogueError("unavailable", "The store is away.");
  };

  const store = new Proxy(truth, {
    get(target, name) {
      const member = target[name as keyof Store];
      if (typeof member !== "function") return member;
      return async (...input: unknown[]) => {
        await pass();
        const answer = await (member as (...input: unknown[]) => unknown).apply(target, input);
        await pass();
        return answer;
      };
    },
  });

  return {
    store,
    get mood() {
      return mood;
    },
    change(next: StoreMood) {
      if (mood === "gone") return;
      mood = next;
      const waiting = clearing;
      clearing = [];
      for (const go of waiting) go();
    },
  };
};

/** Signals that fall silent with their server. */
const wire = (signals: Signals, gone: () => boolean): Signals => ({
  lossy: signals.lossy,
  publish: (topic, hint) => (gone() ? undefined : signals.publish(topic, hint)),
  subscribe: (topic, listener) => signals.subscribe(topic, (hint) => (gone() ? undefined : listener(hint))),
});

/** Every fact of a session, from the Store itself. */
export const factsOf = async (store: Store, session_id = "s1") => store.facts(session_id, 0, 100_000);
