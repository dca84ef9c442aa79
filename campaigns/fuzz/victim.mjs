// The victim: somebody who goes on asking, one question after the other, while strangers fuzz the server.
import { pause, until } from "../chance.mjs";
import { follower } from "../follower.mjs";
import { sessionLedger } from "../ledger.mjs";
import { newPerson, questionOf } from "../person.mjs";

const turnLimitMs = 15_000;
const restMs = 30;

export async function victimAt({ base, chance, report, name }) {
  const person = await newPerson(base);
  const ledger = sessionLedger(report);
  const socket = follower({ base, person, ledger, chance, name, report });
  const conversation = { name, said: [] };
  const turnsMs = [];
  let living = true;
  let tell = () => undefined;
  if (!(await until(() => socket.inStep, turnLimitMs))) report(`${name} could not follow its session`);

  const askOne = async () => {
    const id = `q-${name}-${conversation.said.length + 1}`;
    const begun = performance.now();
    const message = socket.say({ agent_type: "liaison", pillar: "content", message: questionOf(id), message_id: id });
    conversation.said.push(message);
    await until(() => message.turn_id !== undefined, turnLimitMs, 5);
    if (message.turn_id) tell(message.turn_id);
    if (!(await until(() => ledger.ended.has(message.turn_id), turnLimitMs, 5)))
      report(`${name}: ${id} had no end after 15 s`);
    turnsMs.push(performance.now() - begun);
  };
  const asking = (async () => {
    while (living) {
      await askOne();
      await pause(restMs);
    }
  })();

  return {
    person,
    /** What the judge of a session looks at. */
    session: { person, ledger, sockets: [socket], conversations: [conversation] },
    turnIds: () => [...ledger.acks.values()],
    onTurn(listener) {
      tell = listener;
    },
    async rest() {
      living = false;
      await asking;
      if (socket.drops > 0) report(`${name} lost its connection ${socket.drops} times`);
      const sorted = turnsMs.sort((a, b) => a - b);
      return {
        turns: sorted.length,
        turn_ms_median: Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0),
        turn_ms_most: Math.round(sorted.at(-1) ?? 0),
      };
    },
    stop() {
      living = false;
      socket.stop();
    },
  };
}
