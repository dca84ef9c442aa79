// A clock that moves only when a test says so.
export class VirtualClock {
  #time = 0;
  #timers: { at: number; run: () => void }[] = [];

  now = (): number => this.#time;

  after = (ms: number, run: () => void): (() => void) => {
    const timer = { at: this.#time + ms, run };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  };

  /** How long until the next timer. */
  get next(): number | undefined {
    return this.#timers.length === 0 ? undefined : Math.min(...this.#timers.map(({ at }) => at)) - this.#time;
  }

  pass(ms: number): void {
    const until = this.#time + ms;
    for (;;) {
      const due = this.#timers.filter(({ at }) => at <= until).sort((one, other) => one.at - other.at)[0];
      if (!due) break;
      this.#time = due.at;
      this.#timers = this.#timers.filter((other) => other !== due);
      due.run();
    }
    this.#time = until;
  }
}
