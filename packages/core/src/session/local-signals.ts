// Signals within one process: nothing is lost and nothing leaves.
import type { SignalHint, Signals } from "../ports/signals.ts";

export const localSignals = (): Signals => {
  const listeners = new Map<string, Set<(hint: SignalHint) => void>>();
  return {
    lossy: false,
    publish(topic, hint) {
      for (const listener of listeners.get(topic) ?? []) listener(hint);
    },
    subscribe(topic, listener) {
      const subscribed = listeners.get(topic) ?? new Set();
      listeners.set(topic, subscribed.add(listener));
      return () => {
        subscribed.delete(listener);
        if (subscribed.size === 0) listeners.delete(topic);
      };
    },
  };
};
