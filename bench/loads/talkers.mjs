// Many sockets that ask one turn after another: the load, in a process of its own.
import { connect as connectTcp } from "node:net";
import WebSocket from "ws";
import { answer } from "../lib/answering.mjs";

let talkers = [];

/** A socket as something that takes a frame and tells of what comes back. */
const dialled = {
  ws: (url) =>
    new Promise((resolve, reject) => {
      const socket = new WebSocket(url, { perMessageDeflate: false });
      const hear = (listener) => socket.on("message", listener);
      socket.on("open", () => resolve({ send: (frame) => socket.send(frame), hear, end: () => socket.terminate() }));
      socket.on("error", reject);
    }),
  tcp: (url) =>
    new Promise((resolve, reject) => {
      const { hostname, port } = new URL(url);
      const socket = connectTcp({ host: hostname, port: Number(port), noDelay: true });
      const hear = (listener) => socket.on("data", listener);
      socket.on("connect", () => resolve({ send: (frame) => socket.write(frame), hear, end: () => socket.destroy() }));
      socket.on("error", reject);
    }),
};

/** One after another on this socket; each turn begins when the one before has ended. */
const talker = (socket) => {
  let ended = () => {};
  socket.hear((bytes) => {
    if (bytes.includes('"turn_end"')) ended();
  });
  let number = 0;
  const turn = (agent_type) =>
    new Promise((resolve) => {
      ended = resolve;
      number += 1;
      socket.send(JSON.stringify({ agent_type, message: "hello there", message_id: `m${number}` }));
    });
  return {
    end: socket.end,
    async talk(turns, agent_type) {
      for (let left = turns; left > 0; left--) await turn(agent_type);
    },
  };
};

answer({
  async connect({ url, sockets }) {
    const dial = url.startsWith("tcp:") ? dialled.tcp : dialled.ws;
    for (const each of talkers) each.end();
    talkers = [];
    while (talkers.length < sockets) {
      const some = Math.min(100, sockets - talkers.length);
      talkers.push(...(await Promise.all(Array.from({ length: some }, () => dial(url)))).map(talker));
    }
  },
  talk: ({ turns, agent = "talker" }) => Promise.all(talkers.map((each) => each.talk(turns, agent))).then(() => null),
});
