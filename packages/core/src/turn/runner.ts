// Takes turns in, runs those of the conversations it holds, renews its leases, and lets go in time.
import type { Chance } from "../chance.ts";
import type { Signals } from "../ports/signals.ts";
import type { AcceptAnswer, AcceptRequest, Claimant, ClaimedTurn } from "../ports/store/turn.ts";
import type { UserContext } from "../user.ts";
import { type PerformParts, type Performance, perform } from "./perform.ts";

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

export interface RunnerParts extends Omit<PerformParts, "claimant" | "deadlineMs"> {
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
  const held = new Map<string, { performance: Performance; renewed: number }>();
  let accepting = 0;
  let mode: "open" | "draining" | "ended" = "open";
  let renewing = false;
  let stopSweeping = () => {};
  const performParts: PerformParts = {
    ...parts,
    deadlineMs: settings.deadlineMs,
    claimant: () => (mode === "open" ? claimant : undefined),
  };

  const run = async (claimed: ClaimedTurn) => {
    for (let next: ClaimedTurn | undefined = claimed; next; ) {
      hub.publish(next.user.session_id, next.facts);
      const { turn_id } = next.turn;
      const performance = perform(next, performParts);
      held.set(turn_id, { performance, renewed: clock.monotonic() });
      keepRenewing();
      next = await performance.done;
      held.delete(turn_id);
    }
  };

  /** One timer renews all leases while any is held; what could not be renewed in two thirds of its life is let go. */
  const keepRenewing = () => {
    if (renewing || mode === "ended") return;
    renewing = true;
    clock.after(leaseMs / 3, async () => {
      const asked = clock.monotonic();
      const mine = [...held.entries()];
      await renew(mine, asked).catch(() => undefined);
      for (const [, { performance, renewed }] of mine) {
        if (clock.monotonic() - renewed > (leaseMs * 2) / 3) performance.tell({ type: "lost" });
      }
      renewing = false;
      if (held.size > 0) keepRenewing();
    });
  };

  const renew = async (mine: [string, { performance: Performance; renewed: number }][], asked: number) => {
    const turns = mine.map(([turn_id, { performance }]) => ({ turn_id, fence: performance.claimed.fence }));
    const { lost, cancelled } = await store.renew({ ...claimant, turns });
    for (const [turn_id, holding] of mine) {
      if (lost.includes(turn_id)) holding.performance.tell({ type: "lost" });
      else holding.renewed = asked;
      if (cancelled.includes(turn_id)) holding.performance.tell({ type: "stopped", status: "cancelled" });
    }
  };

  const sweep = async () => {
    if (mode !== "open") return;
    const { turns, ended } = await store.claim({ ...claimant, limit: claimAtOnce });
    for (const { session_id, facts } of ended) hub.publish(session_id, facts);
    for (const claimed of turns) void run(claimed);
    if (turns.length === claimAtOnce) await sweep();
  };

  const keepSweeping = () => {
    stopSweeping = clock.after(settings.sweepMs, () => void sweepAndGoOn());
  };
  const sweepAndGoOn = async () => {
    await sweep().catch((error: unknown) => observe({ type: "store_retry", turn_id: "", error }));
    if (mode === "open") keepSweeping();
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
      if (held.size + accepting >= settings.openLimit) return { kind: "overloaded" };
      const begun = clock.monotonic();
      accepting++;
      try {
        const turn_id = chance.id("turn");
        const answer = await store.accept({ ...request, turn_id, origin: "user", queue_limit: settings.queueLimit, claimant });
        if (answer.kind !== "accepted") return answer;
        hub.publish(request.session.user.session_id, answer.facts);
        if (answer.claimed) void run(answer.claimed);
        observe({ type: "turn_accepted", turn_id, ms: clock.monotonic() - begun });
        return answer;
      } finally {
        accepting--;
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
    start: () => void sweepAndGoOn(),
    async drain(graceMs) {
      if (mode === "open") mode = "draining";
      stopSweeping();
      const all = Promise.all([...held.values()].map(({ performance }) => performance.done));
      let cancelGrace = () => {};
      const grace = new Promise<void>((resolve) => {
        cancelGrace = clock.after(graceMs, resolve);
      });
      await Promise.race([all, grace]);
      cancelGrace();
      await Promise.all(
        [...held.values()].map(async ({ performance }) => {
          performance.tell({ type: "lost" });
          await store.release({ turn_id: performance.claimed.turn.turn_id, fence: performance.claimed.fence }).catch(() => undefined);
        }),
      );
      mode = "ended";
      unsubscribe();
    },
  };
};
