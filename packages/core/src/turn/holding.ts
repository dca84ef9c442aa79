// A turn that is held under a lease, and let go by its holder's own clock before another may take it.
import type { Clock } from "../clock.ts";
import type { Performance } from "./perform.ts";

export interface Holding {
  readonly performance: Performance;
  /** The lease was renewed, as asked for at this monotonic time. */
  renewed(asked: number): void;
  end(): void;
}

/** How long a lease is relied on without a renewal: two thirds of its life, so that its end is never reached at work. */
export const keptFor = (leaseMs: number): number => (leaseMs * 2) / 3;

/** Without a renewal the turn is told in time that it is lost, whatever the Store says or does not say. */
export const holding = (performance: Performance, lease: { asked: number; leaseMs: number; clock: Clock }): Holding => {
  const { clock, leaseMs } = lease;
  const lastsUntil = (asked: number) =>
    clock.after(asked + keptFor(leaseMs) - clock.monotonic(), () => performance.tell({ type: "lost" }));
  let callOff = lastsUntil(lease.asked);
  return {
    performance,
    renewed(asked) {
      callOff();
      callOff = lastsUntil(asked);
    },
    end: () => callOff(),
  };
};
