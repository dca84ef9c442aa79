// What the tests of core set up: a journal and history in memory, and a turn over them.
import type { AgentEvent } from "../src/agent/event.ts";
import type { Turn } from "../src/agent/turn.ts";
import { PolylogueError } from "../src/error.ts";
import type { Model } from "../src/ports/model.ts";
import type { SpokenMessage } from "../src/ports/store/conversation.ts";
import type { Fact } from "../src/ports/store/fact.ts";
import type { Journal, JournalEntry } from "../src/ports/store/journal.ts";
import type { Store } from "../src/ports/store/store.ts";
import type { ClaimedTurn } from "../src/ports/store/turn.ts";
import { script } from "../src/testing/index.ts";
import type { Question } from "../src/turn/approvals.ts";
import { recentHistory } from "../src/turn/history.ts";
import { stateKeeper, turnView } from "../src/turn/view.ts";

/** A journal in memory; `fence` is the one that may write. */
export const memoryJournal = (fence = 1): Journal & { readonly entries: Map<string, JournalEntry> } => {
  const entries = new Map<string, JournalEntry>();
  return {
    entries,
    recorded: async (scope, key) => entries.get(`${scope} ${key}`),
    async record(entry, fenced) {
      if (fenced && fenced.fence < fence) throw new PolylogueError("fence.lost", "Another process runs this turn now.");
      const place = `${entry.scope} ${entry.key}`;
      const standing = entries.get(place) ?? entry;
      entries.set(place, standing);
      return standing;
    },
  };
};

export const claimedTurn = (changes: Partial<ClaimedTurn> = {}): ClaimedTurn => ({
  turn: { turn_id: "t1", conversation_id: "c1", agent_type: "guide" },
  user: { user_id: "u1", tenant_id: "default", session_id: "s1", roles: [] },
  message_id: "m1",
  text: "hello",
  source: "text",
  origin: "user",
  metadata: {},
  ordinal: 1,
  attempt: 1,
  fence: 1,
  accepted_at: 0,
  state: {},
  cancelled: false,
  facts: [],
  ...changes,
});

export interface StagedTurn {
  readonly turn: Turn;
  readonly journal: ReturnType<typeof memoryJournal>;
  readonly state: ReturnType<typeof stateKeeper>;
  /** Calls that were agreed to, and whether they ended well. */
  readonly ended: readonly (readonly [plan_id: string, well: boolean])[];
  abort(): void;
}

/** A turn as the runner hands it to an agent; `journal` may be one of an earlier attempt. */
export const stagedTurn = (
  claimed: Partial<ClaimedTurn> = {},
  { model = script(["…"]), journal = memoryJournal(), said = [], decide = () => false }: StagedOptions = {},
): StagedTurn => {
  const stopping = new AbortController();
  const ended: [string, boolean][] = [];
  const whole = claimedTurn(claimed);
  const state = stateKeeper(whole.state);
  const store = { ...journal, messages: async () => said } as Partial<Store> as Store;
  return {
    turn: turnView(whole, {
      store,
      model,
      state,
      history: recentHistory(store),
      approvals: {
        ask: async (question) => decide(question),
        ended: (plan_id, well) => void ended.push([plan_id, well]),
      },
      signal: stopping.signal,
    }),
    ended,
    journal,
    state,
    abort: () => stopping.abort(),
  };
};

interface StagedOptions {
  readonly model?: Model;
  readonly journal?: ReturnType<typeof memoryJournal>;
  readonly said?: SpokenMessage[];
  /** What the user answers when asked to agree to a call. */
  readonly decide?: (question: Question) => boolean;
}

export const collect = async <T>(events: AsyncIterable<T>): Promise<T[]> => {
  const all: T[] = [];
  for await (const event of events) all.push(event);
  return all;
};

/** The text that was streamed. */
export const textOf = (events: readonly AgentEvent[]): string =>
  events.filter((event) => typeof event === "string").join("");

export const factsOf = (first: number, count: number, type = "insight"): Fact[] =>
  Array.from({ length: count }, (_, index) => ({ seq: first + index, type, at: 0, body: { n: first + index } }));
