// Where a Store is tried: a fresh one for each test, its clock, and the moves that most tests begin with.
import type { AcceptRequest, ClaimedTurn, Fact, NewFact, SessionRecord, Store } from "@polylogue/core";
import type { VirtualClock } from "@polylogue/core/testing";
import { afterEach, beforeEach } from "vitest";

export interface StoreUnderTest {
  readonly store: Store;
  readonly clock: VirtualClock;
  close(): Promise<void>;
}

export const leaseMs = 10_000;
export const claimant = (owner = "server-1") => ({ owner, lease_ms: leaseMs });

export const session = (user_id = "ann", session_id = `s-${user_id}`): SessionRecord => ({
  user: { user_id, tenant_id: "acme", session_id, roles: ["user"] },
  token_hash: `token-of-${session_id}`,
});

export const message = (name: string, change: Partial<AcceptRequest> = {}): AcceptRequest => ({
  session: session(),
  conversation: { id: "c-1", agent_type: "guide", create: true },
  turn_id: `t-${name}`,
  message_id: `m-${name}`,
  text: `text of ${name}`,
  source: "text",
  origin: "user",
  metadata: {},
  queue_limit: 8,
  claimant: claimant(),
  ...change,
});

export const to = (
  id: string,
  change: Partial<AcceptRequest["conversation"]> = {},
): Pick<AcceptRequest, "conversation"> => ({
  conversation: { id, agent_type: "guide", create: true, ...change },
});

export const answer = (text: string): NewFact => ({ type: "message", body: { message: text, text, agent: "guide" } });
export const ended: NewFact = { type: "turn_end", body: { status: "complete", origin: "user", latency: { text: 3 } } };
export const shown = (facts: readonly Fact[]) => facts.map(({ seq, type }) => `${seq} ${type}`);

/** A fresh Store for every test of the block that calls this; read its parts inside the tests. */
export const storeStage = (make: () => Promise<StoreUnderTest>) => {
  let under: StoreUnderTest;
  beforeEach(async () => {
    under = await make();
  });
  afterEach(() => under.close());

  const accepted = async (request: AcceptRequest) => {
    const answered = await under.store.accept(request);
    if (answered.kind !== "accepted") throw new Error(`not accepted but ${answered.kind}`);
    return answered;
  };
  /** Accepts a message that starts at once. */
  const started = async (request: AcceptRequest): Promise<ClaimedTurn> => {
    const { claimed } = await accepted(request);
    if (!claimed) throw new Error("accepted, and left waiting");
    return claimed;
  };
  const end = (turn: ClaimedTurn, text = "done") =>
    under.store.finish({
      turn_id: turn.turn.turn_id,
      fence: turn.fence,
      facts: [answer(text), ended],
      status: "complete",
      claimant: claimant(),
    });
  const claimOne = async (owner: string): Promise<ClaimedTurn> => {
    const { turns } = await under.store.claim({ ...claimant(owner), limit: 10 });
    const [turn] = turns;
    if (!turn || turns.length > 1) throw new Error(`claimed ${turns.length} turns`);
    return turn;
  };

  return {
    get store() {
      return under.store;
    },
    get clock() {
      return under.clock;
    },
    accepted,
    started,
    end,
    claimOne,
  };
};

export type Stage = ReturnType<typeof storeStage>;
