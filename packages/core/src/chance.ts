// Ids, secrets and randomness as inputs, so that the same seed replays the same run.
export interface Chance {
  /** A new id, 96 random bits behind a prefix that names the kind: `t_…` a turn. */
  id(kind: IdKind): string;
  /** 256 random bits, for tokens and tickets. */
  secret(): string;
  /** A number in [0, 1). */
  fraction(): number;
}

export type IdKind = "session" | "conversation" | "turn" | "file" | "message" | "error" | "server" | "user";

const prefixes: Record<IdKind, string> = {
  session: "s",
  conversation: "c",
  turn: "t",
  file: "f",
  message: "m",
  error: "e",
  server: "v",
  user: "u",
};

const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";

/** Six bits of each byte, as one URL-safe letter. */
const spell = (bytes: Uint8Array): string => {
  let text = "";
  for (const byte of bytes) text += alphabet[byte & 63];
  return text;
};

/** Chance from a source of random bytes; `letters` of 6 bits each. */
export const chanceFrom = (bytes: (count: number) => Uint8Array): Chance => ({
  id: (kind) => `${prefixes[kind]}_${spell(bytes(16))}`,
  secret: () => spell(bytes(43)),
  fraction: () => bytes(4).reduce((sum, byte) => sum * 256 + byte, 0) / 2 ** 32,
});

/** Random bytes are fetched by the page: each call for them costs as much as a thousand. */
const pooled = (pageBytes: number) => {
  let page = new Uint8Array(0);
  let used = 0;
  return (count: number): Uint8Array => {
    if (used + count > page.length) {
      page = crypto.getRandomValues(new Uint8Array(pageBytes));
      used = 0;
    }
    used += count;
    return page.subarray(used - count, used);
  };
};

export const systemChance: Chance = chanceFrom(pooled(4096));
