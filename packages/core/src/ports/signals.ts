// Lossy hints to look again; losing one costs time, never truth, since readers also look at the Store.
export interface Signals {
  /** Whether a hint may not arrive: what waits for one then also looks at the Store. */
  readonly lossy: boolean;
  publish(topic: string, hint: SignalHint): void;
  /** Answers a function that ends the subscription. */
  subscribe(topic: string, listener: (hint: SignalHint) => void): () => void;
}

export type SignalHint =
  | { readonly kind: "facts"; readonly session_id: string; readonly head_seq: number }
  | { readonly kind: "cancel"; readonly turn_id: string };
