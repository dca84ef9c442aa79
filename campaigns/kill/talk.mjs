// Who talks during the campaign: sessions with two sockets each, conversations old and new, some messages sent twice.

import { follower } from "../follower.mjs";
import { sessionLedger } from "../ledger.mjs";
import { newPerson, questionOf } from "../person.mjs";

const sessionsAtOnce = 3;
/** Turns of one conversation that may be unanswered: fewer than the server lets wait. */
const openAtOnce = 4;

/** A conversation as its one asker knows it: what it says next, and what has been said in order. */
const conversationOf = (name, socket, address, question) => ({
  name,
  socket,
  address,
  question,
  said: [],
  /** A conversation that the server is to name has no id until its first ack. */
  id: address.conversation_id === "new" ? undefined : "own",
});

export async function talkAt(base, chance, report) {
  const sessions = [];
  for (let n = 1; n <= sessionsAtOnce; n += 1) {
    const person = await newPerson(base);
    const ledger = sessionLedger(report);
    const open = (name) => follower({ base, person, ledger, chance, name: `session ${n} ${name}`, report });
    const [left, right] = [open("left"), open("right")];
    const content = { agent_type: "liaison", pillar: "content" };
    const conversations = [
      conversationOf(`q-${n}-content`, left, content, questionOf),
      conversationOf(`q-${n}-new`, right, { ...content, conversation_id: "new" }, questionOf),
      conversationOf(`q-${n}-guide`, right, { agent_type: "guide" }, (id) => `What can you do (${id})?`),
    ];
    sessions.push({ person, ledger, sockets: [left, right], conversations });
  }

  let talking = true;
  let timer;
  const step = () => {
    if (!talking) return;
    for (const session of sessions) if (chance.happens(0.5)) sayIn(chance.one(session.conversations), session);
    timer = setTimeout(step, chance.whole(15, 60));
  };

  const sayIn = (conversation, { sockets, ledger }) => {
    const { name, socket, address, said, question } = conversation;
    const waiting = said.filter(({ acked }) => !acked).length;
    const open = said.filter(({ turn_id }) => !ledger.ended.has(turn_id)).length;
    if (open >= openAtOnce || (conversation.id === undefined && waiting > 0)) return;
    const [first] = said;
    if (conversation.id === undefined && first) conversation.id = first.conversation_id;
    const id = `${name}-${said.length + 1}`;
    const place =
      conversation.id === undefined || conversation.id === "own"
        ? address
        : { ...address, conversation_id: conversation.id };
    said.push(socket.say({ ...place, message: question(id), message_id: id }));
    // A second tab sends it too; only where nothing stands before it, since order is kept per socket alone.
    const twin = sockets.find((other) => other !== socket);
    if (waiting === 0 && chance.happens(0.2)) twin.repeat(said.at(-1).frame);
    const old = said.find(({ acked }) => acked);
    if (old && chance.happens(0.05)) twin.repeat(old.frame);
  };

  step();
  return {
    sessions,
    get inStep() {
      return sessions.every(({ sockets }) => sockets.every((socket) => socket.inStep));
    },
    /** Turns that are heard right now, in all sessions. */
    running: () => sessions.flatMap(({ ledger }) => [...ledger.heard]),
    get settled() {
      const acked = sessions.every(({ conversations }) =>
        conversations.every(({ said }) => said.every((one) => one.acked)),
      );
      return acked && sessions.every(({ ledger }) => hasEnded(ledger));
    },
    fallSilent() {
      talking = false;
      clearTimeout(timer);
    },
    stop() {
      for (const { sockets } of sessions) for (const socket of sockets) socket.stop();
    },
  };
}

const hasEnded = ({ acks, ended }) => [...acks.values()].every((turn_id) => ended.has(turn_id));
