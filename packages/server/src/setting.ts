// One setting of the environment: its name, what it means, its default, and how its text is read.
export interface Setting<Value> {
  readonly name: string;
  readonly means: string;
  /** As it is written in the environment; absent where nothing is set by default. */
  readonly standard?: string;
  /** Throws a sentence that says what would be right. */
  readonly read: (text: string | undefined) => Value;
}

export const text = (name: string, means: string, standard?: string): Setting<string | undefined> => ({
  name,
  means,
  ...(standard !== undefined && { standard }),
  read: (given) => given ?? standard,
});

export const required = (name: string, means: string, standard: string): Setting<string> => ({
  name,
  means,
  standard,
  read: (given) => given ?? standard,
});

export const list = (name: string, means: string, standard = ""): Setting<readonly string[]> => ({
  name,
  means,
  standard,
  read: (given) =>
    (given ?? standard)
      .split(",")
      .map((part) => part.trim())
      .filter((part) => part !== ""),
});

export const whole = (name: string, means: string, standard: number, from: number, to: number): Setting<number> => ({
  name,
  means,
  standard: String(standard),
  read(given) {
    const value = Number(given ?? standard);
    if (!Number.isInteger(value) || value < from || value > to)
      throw `must be a whole number from ${from} to ${to}, not "${given}"`;
    return value;
  },
});

export const choice = <const Options extends readonly string[]>(
  name: string,
  means: string,
  options: Options,
  standard: Options[number],
): Setting<Options[number]> => ({
  name,
  means: `${means} (${options.join(", ")})`,
  standard,
  read(given) {
    const value = given ?? standard;
    if (!options.includes(value)) throw `must be one of ${options.join(", ")}, not "${given}"`;
    return value;
  },
});

export const flag = (name: string, means: string, standard: boolean): Setting<boolean> => ({
  name,
  means,
  standard: standard ? "on" : "off",
  read(given) {
    if (given === undefined) return standard;
    if (["on", "true", "1", "yes"].includes(given)) return true;
    if (["off", "false", "0", "no"].includes(given)) return false;
    throw `must be on or off, not "${given}"`;
  },
});
