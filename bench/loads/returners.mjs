// Clients that lose their connection and come back for what they missed; both protocols are spoken over bare `ws`.
import WebSocket from "ws";
import { answer } from "../lib/answering.mjs";

const clients = [];
let url;

const dial = (headers, hear) => {
  const socket = new WebSocket(url, { perMessageDeflate: false, headers });
  socket.on("message", (data) => hear(data.toString(), socket));
  socket.on("error", (error) => {
    throw error;
  });
  return socket;
};

const gone = (socket) =>
  new Promise((resolve) => {
    socket.on("close", resolve);
    socket.close();
  });

/** Ours: a session has some turns behind it; whoever returns names the fact after which it missed everything. */
const polylogue = {
  join: (events) =>
    new Promise((resolve) => {
      const kept = { bytes: [] };
      const speak = (socket) => socket.send(JSON.stringify({ agent_type: "talker", message: "hello there" }));
      const socket = dial({}, (text) => {
        const frame = JSON.parse(text);
        if (frame.type === "welcome") {
          Object.assign(kept, { session_id: frame.session_id, token: frame.session_token, epoch: frame.epoch });
          speak(socket);
        }
        if (frame.seq && frame.type !== "delta") kept.bytes[frame.seq] = text.length;
        if (frame.type !== "turn_end") return;
        if (frame.seq < events) return speak(socket);
        const missed = kept.bytes.slice(-events);
        gone(socket).then(() =>
          resolve({
            ...kept,
            head: frame.seq,
            last_seq: frame.seq - events,
            bytes: missed.reduce((a, b) => a + b) / events,
          }),
        );
      });
    }),
  comeBack: ({ token, session_id, epoch, head, last_seq }) =>
    new Promise((resolve) => {
      let next = last_seq + 1;
      const socket = dial({ authorization: `Bearer ${token}` }, (text) => {
        const { seq } = JSON.parse(text);
        if (seq === next) next += 1;
        if (next > head) resolve(socket);
      });
      socket.on("open", () => socket.send(JSON.stringify({ type: "resume", session_id, epoch, last_seq })));
    }),
};

/** Socket.IO: `0` opens the engine, `40` the namespace, `42` is an event with its offset at the end, `2` a ping. */
const socketIo = {
  join: () =>
    new Promise((resolve) => {
      const kept = {};
      kept.socket = dial({}, (text, socket) => {
        if (text.startsWith("0")) socket.send("40");
        if (text.startsWith("40")) Object.assign(kept, JSON.parse(text.slice(2)));
        if (text.startsWith("40")) resolve(kept);
        if (text.startsWith("42")) kept.offset = JSON.parse(text.slice(2)).at(-1);
      });
    }),
  comeBack: ({ pid, offset, events }) =>
    new Promise((resolve) => {
      let missing = events;
      dial({}, (text, socket) => {
        if (text.startsWith("0")) socket.send(`40${JSON.stringify({ pid, offset })}`);
        if (!text.startsWith("42")) return;
        JSON.parse(text.slice(2));
        missing -= 1;
        if (missing === 0) resolve(socket);
      });
    }),
};

let protocol = polylogue;

answer({
  /** Sessions that have `events` behind them; answers how long an event is on the wire. */
  async joinPolylogue({ url: address, sessions, events }) {
    url = address;
    for (let count = 0; count < sessions; count++) clients.push(await polylogue.join(events));
    return clients[0].bytes;
  },
  /** Answers the rooms; `leave` follows when each has been sent its first event. */
  async joinSocketIo({ url: address, sessions, events }) {
    [url, protocol] = [address, socketIo];
    for (let count = 0; count < sessions; count++) clients.push(Object.assign(await socketIo.join(), { events }));
    return clients.map(({ sid }) => sid);
  },
  async leave() {
    while (clients.some(({ offset }) => offset === undefined)) await new Promise((resolve) => setTimeout(resolve, 5));
    for (const { socket } of clients) await gone(socket);
  },
  /** The ms from dialling to the last missed event, of each of `times` returns. */
  async comeBack({ times }) {
    const took = [];
    for (let number = 0; number < times; number++) {
      const begun = performance.now();
      const socket = await protocol.comeBack(clients[number % clients.length]);
      took.push(performance.now() - begun);
      await gone(socket);
    }
    return took;
  },
});
