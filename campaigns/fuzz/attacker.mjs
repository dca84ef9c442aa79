// The attacker, a process of its own so that its work stalls nobody's clock: many sockets, each sending the next frames of the seed.
// Told by its parent whom to attack; answers what it counted and every fault that it saw.
import WebSocket from "ws";
import { chanceOf, pause } from "../chance.mjs";
import { canonical } from "../ledger.mjs";
import { factsOf } from "../person.mjs";
import { frameAt } from "./frames.mjs";
import { rawAt } from "./raw-bytes.mjs";
import { holdsInternals, watcher } from "./watch.mjs";

const batchLength = 25;
const answerLimitMs = 20_000;
const rawShare = 0.06;
const mostFaults = 200;

/** One way in: sends batches, each closed by a ping whose pong says that the server goes on. */
async function openSocket(order, watch, report) {
  const socket = new WebSocket(`${order.base.replace("http", "ws")}/api/ws/agent`);
  const own = { session_id: undefined, session_token: undefined, epoch: 1 };
  const facts = new Map();
  let pongs = 0;
  let wake = () => undefined;
  const changed = () => new Promise((resolve) => (wake = resolve));
  socket.on("message", (data) => {
    const text = data.toString();
    own.session_id ??= JSON.parse(text).session_id;
    const frame = watch.check(text, own.session_id);
    if (frame.type === "welcome") Object.assign(own, { session_token: frame.session_token, epoch: frame.epoch });
    if (frame.type === "pong") pongs += 1;
    if (isFact(frame)) facts.set(frame.seq, canonical(frame));
    wake();
  });
  socket.on("error", () => undefined);
  socket.on("close", () => wake());
  const isOpen = () => socket.readyState === WebSocket.OPEN;
  const reached = async (holds) => {
    const end = performance.now() + answerLimitMs;
    while (!holds() && socket.readyState <= WebSocket.OPEN && performance.now() < end)
      await Promise.race([changed(), pause(1_000)]);
    return holds();
  };
  await reached(() => own.session_token !== undefined);
  return {
    own,
    facts,
    isOpen,
    send: (data, binary) => isOpen() && socket.send(data, { binary }),
    /** Our own pings among the frames are answered too, so a fresh count is waited for. */
    async settle() {
      const before = pongs;
      if (isOpen()) socket.send('{"type":"ping"}');
      if (!(await reached(() => pongs > before)) && isOpen()) report("a socket got no pong in 20 s");
    },
    close: () => socket.close(),
    terminate: () => socket.terminate(),
  };
}

const isFact = ({ type, seq, state, turn_id }) =>
  seq !== undefined &&
  type !== "delta" &&
  type !== "status" &&
  state !== "reading" &&
  (type !== "error" || turn_id !== undefined);

/** What a socket saw of its own session is what the Store tells of it. */
async function compareFacts(order, { own, facts }, report) {
  const person = { session_id: own.session_id, headers: { authorization: `Bearer ${own.session_token}` } };
  for (const fact of await factsOf(order.base, person)) {
    const seen = facts.get(fact.seq);
    if (seen !== undefined && seen !== canonical(fact))
      report(`seq ${fact.seq} was seen as ${seen.slice(0, 400)} and is stored as ${canonical(fact).slice(0, 400)}`);
  }
}

const isAlive = (base) =>
  fetch(`${base}/healthz`).then(
    ({ ok }) => ok,
    () => false,
  );

async function attack(order) {
  const faults = [];
  const report = (sentence) => faults.length < mostFaults && faults.push(sentence);
  const victim = { ...order.victim, turn_ids: [...order.victim.turn_ids] };
  const secrets = { text: order.victim.secret, turn_ids: new Set(victim.turn_ids) };
  process.on("message", ({ turn_id }) => {
    if (turn_id === undefined) return;
    victim.turn_ids.push(turn_id);
    secrets.turn_ids.add(turn_id);
  });
  const watch = watcher({ secrets, report });
  const counts = { frames: 0, raw: 0, sockets: 0, compared: 0 };
  let next = order.from;
  const end = order.from + order.frames;

  const raw = async (number) => {
    counts.raw += 1;
    const { kind, text } = await rawAt(order.seed, number, order.port);
    const body = text.slice(text.indexOf("\r\n\r\n") + 4);
    if (holdsInternals(body)) report(`raw bytes (${kind}, frame ${number}) brought internals: ${text.slice(0, 400)}`);
    if (text.includes(secrets.text) || text.includes(victim.session_id))
      report(`raw bytes (${kind}, frame ${number}) brought the victim's`);
  };

  const worker = async (lane) => {
    const chance = chanceOf(order.seed + lane);
    while (next < end) {
      const socket = await openSocket(order, watch, report);
      counts.sockets += 1;
      if (!socket.isOpen() && !(await isAlive(order.base))) throw new Error("the server takes nobody in any more");
      const batches = chance.whole(2, 60);
      for (let batch = 0; batch < batches && socket.isOpen() && next < end; batch += 1) {
        const ids = { own: socket.own, victim };
        for (let sent = 0; sent < batchLength && next < end && socket.isOpen(); sent += 1) {
          const number = next++;
          counts.frames += 1;
          if (chanceOf(order.seed * 31 + number).happens(rawShare)) await raw(number);
          else {
            const { data, binary } = frameAt(order.seed, number, ids);
            socket.send(data, binary);
          }
        }
        await socket.settle();
      }
      if (socket.facts.size > 0 && chance.happens(0.5)) {
        counts.compared += 1;
        await compareFacts(order, socket, report);
      }
      if (chance.happens(0.3)) socket.terminate();
      else socket.close();
    }
  };
  const outcome = await Promise.allSettled(Array.from({ length: order.lanes }, (_, lane) => worker(lane)));
  for (const { reason } of outcome) if (reason) report(`a lane of the attacker ended: ${reason.stack ?? reason}`);
  return { counts, seen: watch.seen, faults };
}

process.once("message", async (order) => {
  process.send(await attack(order), () => process.exit(0));
});
