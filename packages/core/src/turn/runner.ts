// Takes turns in, runs those of the conversations it holds, renews its leases, and lets go in time.
import type { Chance } from "../chance.ts";
import type { Signals } from "../ports/signals.ts";
import type { AcceptAnswer, AcceptRequest, Claimant } from "../ports/store/turn.ts";
import type { UserContext } from "../user.ts";
import { recentHistory } from "./history.ts";
import { type Holding, holding, keptFor } from "./holding.ts";
import { type Claim, type PerformParts, perform } from "./perform.ts";

export interface RunnerSettings {
  /** How long a lease lasts without being renewed. */
  readonly leaseMs: number;
  /** A turn that takes longer is stopped. */
  readonly deadlineMs: number;
  /** Turns that may wait in one conversation. */
  readonly queueLimit: number;
  /** Turns that this server runs at once; one more is refused before it is accepted. */
  readonly openLimit: number;
  /** How often the Store is searched for turns that nobody runs. */
  readonly sweepMs: number;
}

export interface RunnerParts extends Omit<PerformParts, "claimant" | "deadlineMs" | "history"> {
  readonly signals: Signals;
  readonly chance: Chance;
  readonly settings: RunnerSettings;
}

export type TurnRequest = Omit<AcceptRequest, "turn_id" | "queue_limit" | "claimant" | "origin">;
export type TurnAnswer = AcceptAnswer | { readonly kind: "overloaded" | "draining" };

export interface TurnRunner {
  /** Resolves once the message is durable, or refused; rejects when it could not be saved. */
  accept(request: TurnRequest): Promise<TurnAnswer>;
  /** False when there is no such turn of this user. */
  cancel(turn_id: string, user: UserContext): Promise<boolean>;
  /** Agrees to a call that waits, or refuses it; false when this user has none under this id. */
  decide(decision: { readonly plan_id: string; readonly approved: boolean }, user: UserContext): boolean;
  /** Looks for turns that nobody runs, now and from time to time. */
  start(): void;
  /** Takes no new turns; gives those running `graceMs` to end, and the rest back to the Store. */
  drain(graceMs: number): Promise<void>;
  readonly running: number;
}

const claimAtOnce = 64;

export const turnRunner = (parts: RunnerParts): TurnRunner => {
  const { store, hub, clock, chance, signals, observe, settings } = parts;
  const { leaseMs } = settings;
  const claimant: Claimant = { owner: chance.id("server"), lease_ms: leaseMs };
  const held = new Map<string, Holding>();
  const arriving = new Set<Promise<TurnAnswer>>();
  let mode: "open" | "draining" | "ended" = "open";
  let renewing = false;
  let stopSweeping = () => {};
  let stopRenewing = () => {};
  const performParts: PerformParts = {
    ...parts,
    history: recentHistory(store),
    deadlineMs: settings.deadlineMs,
    claimant: () => (mode === "open" ? claimant : undefined),
  };

  const run = async (claim: Claim) => {
    for (let next: Claim | undefined = claim; next; ) {
      const { claimed, asked } = next;
      const { turn_id } = claimed.turn;
      hub.publish(claimed.user.session_id, claimed.facts);
      if (mode === "ended" || clock.monotonic() - asked >= keptFor(leaseMs))
        return store.release({ turn_id, fence: claimed.fence });
      const performance = perform(claimed, performParts);
      const holds = holding(performance, { asked, leaseMs, clock });
      held.set(turn_id, holds);
      keepRenewing();
      next = await performance.done;
      holds.end();
      held.delete(turn_id);
    }
  };
  const start = (claim: Claim) =>
    void run(claim).catch((error: unknown) =>
      observe({ type: "store_retry", turn_id: claim.claimed.turn.turn_id, error }),
    );

  /** One timer renews all leases while any is held; what cannot be renewed is let go in time by its holding. */
  const keepRenewing = () => {
    if (renewing || mode === "ended") return;
    renewing = true;
    stopRenewing = clock.after(leaseMs / 3, () => {
      renewing = false;
      if (held.size === 0) return;
      void renew([...held]).catch(() => undefined);
      keepRenewing();
    });
  };

  const renew = async (mine: [string, Holding][]) => {
    const asked = clock.monotonic();
    const turns = mine.map(([turn_id, { performance }]) => ({ turn_id, fence: performance.claimed.fence }));
    const { lost, cancelled } = await store.renew({ ...claimant, turns });
    for (const [turn_id, holds] of mine) {
      if (held.get(turn_id) !== holds) continue;
      if (lost.includes(turn_id)) holds.performance.tell({ type: "lost" });
      else holds.renewed(asked);
      if (cancelled.includes(turn_id)) holds.performance.tell({ type: "stopped", status: "cancelled" });
    }
  };

  const sweep = async () => {
    if (mode !== "open") return;
    const asked = clock.monotonic();
    const { turns, ended } = await store.claim({ ...claimant, limit: claimAtOnce });
    for (const { session_id, facts } of ended) hub.publish(session_id, facts);
    for (const claimed of turns) start({ claimed, asked });
    if (turns.length === claimAtOnce) await sweep();
  };

  const keepSweeping = () => {
    stopSweeping = clock.after(settings.sweepMs, () => void sweepAndGoOn());
  };
  const sweepAndGoOn = async () => {
    await sweep().catch((error: unknown) => observe({ type: "store_retry", turn_id: "", error }));
    if (mode === "open") keepSweeping();
  };

  const take = async (request: TurnRequest): Promise<TurnAnswer> => {
    const asked = clock.monotonic();
    const turn_id = chance.id("turn");
    const answer = await store.accept({
      ...request,
      turn_id,
      origin: "user",
      queue_limit: settings.queueLimit,
      claimant,
    });
    if (answer.kind !== "accepted") return answer;
    hub.publish(request.session.user.session_id, answer.facts);
    if (answer.claimed) start({ claimed: answer.claimed, asked });
    observe({ type: "turn_accepted", turn_id, ms: clock.monotonic() - asked });
    return answer;
  };

  /** Resolves once nothing runs here and nothing is about to. */
  const quiet = async () => {
    while (arriving.size + held.size > 0) {
      await Promise.allSettled([...arriving, ...[...held.values()].map(({ performance }) => performance.done)]);
    }
  };

  const stopHere = (turn_id: string) => held.get(turn_id)?.performance.tell({ type: "stopped", status: "cancelled" });
  const unsubscribe = signals.subscribe("turns", (hint) => {
    if (hint.kind === "cancel") stopHere(hint.turn_id);
  });

  return {
    get running() {
      return held.size;
    },
    async accept(request) {
      if (mode !== "open") return { kind: "draining" };
      if (held.size + arriving.size >= settings.openLimit) return { kind: "overloaded" };
      const arrival = take(request);
      arriving.add(arrival);
      try {
        return await arrival;
      } finally {
        arriving.delete(arrival);
      }
    },
    async cancel(turn_id, user) {
      const answer = await store.cancel({ turn_id, user_id: user.user_id });
      if (answer.kind === "ended") hub.publish(answer.session_id, answer.facts);
      if (answer.kind === "running") {
        stopHere(turn_id);
        signals.publish("turns", { kind: "cancel", turn_id });
      }
      return answer.kind !== "absent";
    },
    decide({ plan_id, approved }, { user_id }) {
      const [turn_id = ""] = plan_id.split("/");
      const performance = held.get(turn_id)?.performance;
      return performance?.claimed.user.user_id === user_id && performance.decide(plan_id, approved);
    },
    start: () => void sweepAndGoOn(),
    async drain(graceMs) {
      if (mode === "open") mode = "draining";
      stopSweeping();
      let cancelGrace = () => {};
      const grace = new Promise<void>((resolve) => {
        cancelGrace = clock.after(graceMs, resolve);
      });
      await Promise.race([quiet(), grace]);
      cancelGrace();
      mode = "ended";
      stopRenewing();
      await Promise.all(
        [...held.values()].map(async ({ performance }) => {
          performance.tell({ type: "lost" });
          await store
            .release({ turn_id: performance.claimed.turn.turn_id, fence: performance.claimed.fence })
            .catch(() => undefined);
        }),
      );
      unsubscribe();
    },
  };
};
