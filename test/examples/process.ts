// Node processes as a test sees them: what they have printed so far, and how they end.
import { type ChildProcess, spawn } from "node:child_process";

export interface Running {
  readonly child: ChildProcess;
  /** All that was printed, both outputs. */
  readonly printed: () => string;
  /** Resolves with the match once it has been printed; rejects when the process ends before. */
  until(pattern: RegExp): Promise<RegExpExecArray>;
  /** The exit code. */
  readonly ended: Promise<number | null>;
}

export const runNode = (
  args: readonly string[],
  { cwd, env }: { cwd: string; env?: Record<string, string> },
): Running => {
  const child = spawn(process.execPath, args, {
    cwd,
    env: { ...process.env, LOG_LEVEL: "error", ...env },
    stdio: "pipe",
  });
  let text = "";
  const looks = new Set<() => void>();
  const add = (bytes: Buffer) => {
    text += bytes.toString();
    for (const look of looks) look();
  };
  child.stdout.on("data", add);
  child.stderr.on("data", add);
  child.stdin.end();
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  return {
    child,
    printed: () => text,
    ended,
    until: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const match = pattern.exec(text);
          if (match) resolve(match);
        };
        looks.add(look);
        look();
        void ended.then((code) => reject(new Error(`ended with ${code} before ${pattern}:\n${text}`)));
      }),
  };
};
