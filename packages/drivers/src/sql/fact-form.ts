// How a fact's body lies in its row: under a short name, and without what the turn's row already says.
import type { Json, JsonObject } from "@polylogue/core";
import { origins, sources, statuses, wordAt } from "./turn-row.ts";

/** What a turn's row says that bodies repeat. */
export interface FactTurn {
  readonly turn_id: string;
  readonly message_id: string;
  readonly source: number;
  readonly origin: number;
  readonly status: number | null;
}

interface Form {
  readonly type: string;
  /** The text to keep, or `undefined` where this body does not fit the form. */
  pack(body: JsonObject, turn: FactTurn | undefined): string | null | undefined;
  unpack(text: string | null, turn: FactTurn | undefined): JsonObject;
}

/** A turn's fact lost its turn: only a damaged database does that. */
const present = (turn: FactTurn | undefined): FactTurn => {
  if (!turn) throw new TypeError("a fact refers to a turn that is not there");
  return turn;
};

const agrees = (body: JsonObject, known: JsonObject): boolean =>
  Object.entries(known).every(([name, value]) => body[name] === value);

const without = (body: JsonObject, names: readonly string[]): JsonObject =>
  Object.fromEntries(Object.entries(body).filter(([name]) => !names.includes(name)));

const parse = (text: string | null): JsonObject => JSON.parse(text ?? "{}") as JsonObject;

const whole = (type: string): Form => ({ type, pack: (body) => JSON.stringify(body), unpack: parse });

/** An answer's `text` repeats its `message`. */
const answer = (type: string): Form => ({
  type,
  pack: (body) => (body.text === body.message ? JSON.stringify(without(body, ["text"])) : undefined),
  unpack(text) {
    const body = parse(text);
    return { ...body, text: body.message };
  },
});

const acknowledged = ({ message_id, turn_id }: FactTurn): JsonObject => ({ message_id, turn_id });

/**
 * The `ack` of a turn, which has no row of its own: whatever it says stands in the turn's row, and its number is the one
 * before the `user_message`.
 */
export const ackOf = (turn: FactTurn): { type: string; body: JsonObject } => ({
  type: "ack",
  body: acknowledged(turn),
});

const said = (turn: FactTurn): JsonObject => ({ ...acknowledged(turn), source: wordAt(sources, turn.source) });

/** The one place where the user's text is kept. */
const userMessage: Form = {
  type: "user_message",
  pack: (body, turn) =>
    turn && Object.keys(body).length === 4 && typeof body.text === "string" && agrees(body, said(turn))
      ? body.text
      : undefined,
  unpack: (text, turn) => ({ ...said(present(turn)), text }),
};

const ended = ({ status, origin }: FactTurn): { [name: string]: Json } => ({
  status: status === null ? null : wordAt(statuses, status),
  origin: wordAt(origins, origin),
});

const turnEnd: Form = {
  type: "turn_end",
  pack: (body, turn) =>
    turn && agrees(body, ended(turn)) ? JSON.stringify(without(body, ["status", "origin"])) : undefined,
  unpack: (text, turn) => ({ ...ended(present(turn)), ...parse(text) }),
};

/** By the short name in the row. Types of the wire are lower case, so none is one of these; a name that was given keeps its form. */
const forms: Readonly<Record<string, Form>> = {
  U: userMessage,
  M: answer("message"),
  V: answer("visualization"),
  N: answer("analysis"),
  D: answer("drill_down"),
  E: turnEnd,
  R: whole("route"),
  H: whole("handoff"),
};

const shortNames: ReadonlyMap<string, string> = new Map(Object.entries(forms).map(([name, { type }]) => [type, name]));

/** Whether this is the `user_message` that was accepted as a turn, and not another that only looks like it. */
export const opensTurn = ({ type }: { readonly type: string }): boolean => forms[type] === userMessage;

/** The names under which facts of these types may lie. */
export const storedNames = (types: readonly string[]): string[] =>
  types.flatMap((type) => [type, ...[shortNames.get(type)].filter((name) => name !== undefined)]);

export const packFact = (
  { type, body }: { readonly type: string; readonly body: JsonObject },
  turn: FactTurn | undefined,
): { type: string; body: string | null } => {
  const short = shortNames.get(type);
  const packed = short === undefined ? undefined : forms[short]?.pack(body, turn);
  return short === undefined || packed === undefined
    ? { type, body: JSON.stringify(body) }
    : { type: short, body: packed };
};

export const unpackFact = (
  row: { readonly type: string; readonly body: string | null },
  turn: FactTurn | undefined,
): { type: string; body: JsonObject } => {
  const form = forms[row.type];
  return form ? { type: form.type, body: form.unpack(row.body, turn) } : { type: row.type, body: parse(row.body) };
};
