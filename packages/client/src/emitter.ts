// Listeners by event name: every one is called, also when one before it throws.
export interface Emitter<Events> {
  /** The returned function takes the listener away again. */
  on<Name extends keyof Events>(name: Name, listener: (event: Events[Name]) => void): () => void;
  emit<Name extends keyof Events>(name: Name, event: Events[Name]): void;
}

export function createEmitter<Events>(): Emitter<Events> {
  const listeners: { [Name in keyof Events]?: Set<(event: Events[Name]) => void> } = {};
  return {
    on(name, listener) {
      const named = listeners[name] ?? new Set();
      listeners[name] = named;
      named.add(listener);
      return () => named.delete(listener);
    },
    emit(name, event) {
      for (const listener of [...(listeners[name] ?? [])]) call(() => listener(event));
    },
  };
}

/** A listener's fault is reported as uncaught, where a developer sees it, but never stops the client. */
export function call(listener: () => void): void {
  try {
    listener();
  } catch (fault) {
    queueMicrotask(() => {
      throw fault;
    });
  }
}
