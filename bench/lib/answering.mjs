// The other end of a bench's process: what it was started with, and how it answers.
import { setTimeout as pause } from "node:timers/promises";

export const input = JSON.parse(process.argv[2] ?? "{}");

/** What every server is asked: its CPU time with all its threads, and its memory when it has come to rest. */
const aboutItself = {
  cpuMs() {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  },
  async restingKb({ passes }) {
    for (let pass = 0; pass < passes; pass++) {
      globalThis.gc?.();
      await pause(200);
    }
    return process.memoryUsage.rss() / 1024;
  },
};

/** Says that this process is ready, and answers its questions from now on. It ends with the bench. */
export function answer(questions, ready = {}) {
  const all = { ...aboutItself, ...questions };
  process.on("message", async ({ id, name, question }) => {
    try {
      process.send({ id, answer: (await all[name](question)) ?? null });
    } catch (error) {
      process.send({ id, error: error.stack });
    }
  });
  process.on("disconnect", () => process.exit());
  process.send({ ready: { ...ready, pid: process.pid } });
}
