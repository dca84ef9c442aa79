// What must hold after all kills: nothing acknowledged is missing, nothing is doubled, every turn ended once, for all readers alike.
import { createRequire } from "node:module";
import { join } from "node:path";
import { canonical } from "../ledger.mjs";
import { factsOf } from "../person.mjs";

const recoveryLimitMs = 15_000;
const maxAttempts = 3;
/** The kill is timed here, the facts there. */
const clockSlackMs = 5;

const groupBy = (list, key) => {
  const groups = new Map();
  for (const one of list) groups.set(key(one), [...(groups.get(key(one)) ?? []), one]);
  return groups;
};

/** The stored facts of a session against what its sockets have seen. */
const checkReaders = (facts, { ledger, sockets, person }, report) => {
  facts.forEach((fact, at) => {
    if (fact.seq !== at + 1) report(`${person.session_id}: the stored facts have seq ${fact.seq} at place ${at + 1}`);
    const seen = ledger.facts.get(fact.seq);
    if (seen === undefined) report(`${person.session_id}: seq ${fact.seq} (${fact.type}) was seen by no socket`);
    else if (seen !== canonical(fact))
      report(`seq ${fact.seq} was seen as ${seen} and is stored as ${canonical(fact)}`);
  });
  for (const seq of ledger.facts.keys())
    if (seq > facts.length) report(`${person.session_id}: seq ${seq} was seen and is not stored`);
  for (const { seenThrough } of sockets) {
    if (seenThrough !== facts.length)
      report(`${person.session_id}: a socket saw ${seenThrough} of ${facts.length} facts`);
  }
};

const checkMessages = (facts, { ledger, conversations }, report) => {
  const said = groupBy(
    facts.filter(({ type }) => type === "user_message"),
    (fact) => fact.message_id,
  );
  for (const [message_id, turns] of said) if (turns.length > 1) report(`${message_id} made ${turns.length} turns`);
  for (const [message_id, turn_id] of ledger.acks) {
    if (said.get(message_id)?.[0].turn_id !== turn_id)
      report(`${message_id} was acknowledged as ${turn_id} and has no such turn`);
  }
  for (const { name, said: own } of conversations) {
    const wanted = own.map(({ frame }) => frame.message_id);
    const stored = facts.filter(({ type, message_id }) => type === "user_message" && wanted.includes(message_id));
    const order = stored.map(({ message_id }) => message_id);
    if (order.join() !== wanted.join())
      report(`${name} was said in another order than it is stored: ${order.join(" ")}`);
    const turns = new Set(stored.map(({ turn_id }) => turn_id));
    const ends = facts
      .filter(({ type, turn_id }) => type === "turn_end" && turns.has(turn_id))
      .map(({ turn_id }) => turn_id);
    if (ends.join() !== [...turns].join())
      report(`${name}: its turns did not end in the order in which they were accepted`);
  }
};

/** One turn from its acceptance to its one end. */
const checkTurn = (turn_id, facts, texts, report) => {
  const types = facts.map(({ type }) => type);
  const count = (type) => types.filter((one) => one === type).length;
  if (types[0] !== "ack" || types[1] !== "user_message")
    report(`${turn_id} begins with ${types.slice(0, 2).join(", ")}`);
  if (count("turn_end") !== 1 || types.at(-1) !== "turn_end")
    report(`${turn_id} has ${count("turn_end")} turn_end: ${types.join(" ")}`);
  const attempts = facts.filter(({ type }) => type === "turn_restarted").map(({ attempt }) => attempt);
  attempts.forEach((attempt, at) => {
    if (attempt !== at + 2 && attempt !== at + 1) report(`${turn_id} was restarted as attempts ${attempts.join(" ")}`);
  });
  const { status } = facts.at(-1);
  const { message_id } = facts[1] ?? {};
  if (status === "failed") {
    if (attempts.at(-1) !== maxAttempts)
      report(`${turn_id} failed without being interrupted ${maxAttempts} times: ${canonical(facts)}`);
  } else if (status !== "complete" || count("message") !== 1)
    report(`${turn_id} ended ${status} with ${count("message")} answers`);
  // The guide answers in its own words; what it may have asked the model is only whom to choose.
  const known = String(message_id).includes("-guide-") ? undefined : texts.get(message_id);
  const answer = facts.find(({ type }) => type === "message")?.message;
  if (known && answer !== undefined && !known.some((text) => text.trim() === answer.trim())) {
    report(`${turn_id}: the answer is none that the model gave: ${answer}`);
  }
};

/** A turn that was heard when the process died must run again soon, be given up, or have ended before. */
const checkRestarts = (kills, turns, report) => {
  let restarted = 0;
  for (const { point, at, running } of kills) {
    for (const turn_id of running) {
      const facts = turns.get(turn_id) ?? [];
      const end = facts.find(({ type }) => type === "turn_end");
      if (end && end.at <= at + clockSlackMs) continue;
      const next = facts.find(
        (fact) => fact.at > at - clockSlackMs && (fact.type === "turn_restarted" || fact.code === "turn_failed"),
      );
      if (!next) report(`${turn_id} ran when the process was killed (${point}) and was not taken up again`);
      else if (next.at - at > recoveryLimitMs) report(`${turn_id} was taken up ${next.at - at} ms after the kill`);
      else restarted += 1;
    }
  }
  return restarted;
};

export async function judge({ base, talk, model, kills, report }) {
  const figures = { turns: 0, facts: 0, restarted: 0, given_up: 0, acked: 0 };
  const turns = new Map();
  for (const session of talk.sessions) {
    const facts = await factsOf(base, session.person);
    checkReaders(facts, session, report);
    checkMessages(facts, session, report);
    for (const [turn_id, own] of groupBy(
      facts.filter((fact) => fact.turn_id !== undefined),
      (fact) => fact.turn_id,
    )) {
      turns.set(turn_id, own);
      checkTurn(turn_id, own, model.texts, report);
      if (own.at(-1).status === "failed") figures.given_up += 1;
    }
    figures.facts += facts.length;
    figures.acked += session.ledger.acks.size;
  }
  figures.turns = turns.size;
  figures.restarted = checkRestarts(kills, turns, report);
  return figures;
}

/** The database itself, once the server has left it. */
export function judgeDatabase(dataDir, report) {
  const Database = createRequire(new URL("../../packages/drivers/dist/index.js", import.meta.url))("libsql");
  const database = new Database(join(dataDir, "polylogue.db"));
  const [integrity] = database.prepare("PRAGMA integrity_check").all();
  if (integrity.integrity_check !== "ok") report(`integrity_check: ${JSON.stringify(integrity)}`);
  const orphans = database.prepare("PRAGMA foreign_key_check").all();
  if (orphans.length > 0) report(`foreign_key_check: ${JSON.stringify(orphans.slice(0, 3))}`);
  const turns = database
    .prepare("select conversation, ordinal, status from turns order by conversation, ordinal")
    .all();
  for (const [conversation, own] of groupBy(turns, (turn) => turn.conversation)) {
    if (own.some(({ ordinal }, at) => ordinal !== at + 1))
      report(`conversation ${conversation} has a gap in its ordinals`);
    if (own.some(({ status }) => status === null)) report(`conversation ${conversation} has a turn without an end`);
  }
  database.close();
  return integrity.integrity_check;
}
