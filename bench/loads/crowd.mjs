// A crowd of sockets, each a session of its own: they come, stay, say something, and come back when they are dropped.
import WebSocket from "ws";
import { answer } from "../lib/answering.mjs";
import { jwtOf } from "../lib/jwt.mjs";

const comeAtOnce = 100;
let crowd = [];

const inBatches = async (items, act) => {
  for (let at = 0; at < items.length; at += comeAtOnce) await Promise.all(items.slice(at, at + comeAtOnce).map(act));
};

/** Somebody's side of a session: who the server says one is, and how far one has read. */
const person = (name) => ({
  name,
  socket: undefined,
  seq: 0,
  epoch: 0,
  session_id: undefined,
  token: undefined,
  heard: () => {},
});

const listen = (one) => {
  one.socket.on("message", (data) => {
    const frame = JSON.parse(data);
    if (frame.type === "welcome")
      Object.assign(one, { token: frame.session_token, session_id: frame.session_id, epoch: frame.epoch });
    if (frame.seq > one.seq && frame.type !== "delta") one.seq = frame.seq;
    one.heard(frame);
  });
};

const until = (one, wanted) =>
  new Promise((resolve) => {
    one.heard = (frame) => wanted(frame) && resolve(frame);
  });

const opened = (socket) =>
  new Promise((resolve, reject) => {
    socket.on("open", resolve);
    socket.on("error", reject);
  });

const come = (url, signedIn, greeted) => async (one) => {
  one.socket = new WebSocket(url, {
    perMessageDeflate: false,
    headers: signedIn ? { authorization: `Bearer ${jwtOf(one.name)}` } : {},
  });
  listen(one);
  const welcome = greeted && until(one, ({ type }) => type === "welcome");
  await Promise.all([opened(one.socket), welcome]);
};

const say = (agent_type, last) => async (one) => {
  one.socket.send(JSON.stringify({ agent_type, message: "hello there" }));
  await until(one, ({ type }) => type === last);
};

const comeBack = (url) => async (one) => {
  one.socket = new WebSocket(url, { perMessageDeflate: false, headers: { authorization: `Bearer ${one.token}` } });
  await opened(one.socket);
  listen(one);
  const { session_id, epoch, seq } = one;
  one.socket.send(JSON.stringify({ type: "resume", session_id, epoch, last_seq: seq }));
  const { recovered } = await until(one, ({ type }) => type === "resumed");
  return recovered;
};

answer({
  /** `greeted`: the server says welcome. */
  async come({ url, count, group = 0, signedIn = false, greeted = true }) {
    crowd = Array.from({ length: count }, (_, number) => person(`user-${group}-${number}`));
    await inBatches(crowd, come(url, signedIn, greeted));
  },
  leave() {
    for (const { socket } of crowd) socket.close();
  },
  /** Each of the first `count` says something, and waits for a frame of the type `last`. */
  say: ({ agent = "talker", count = crowd.length, last = "turn_end" }) =>
    inBatches(crowd.slice(0, count), say(agent, last)),
  /** How many came back to where they were. */
  async comeBack({ url, from = 0, count = crowd.length }) {
    let recovered = 0;
    await inBatches(crowd.slice(from, count), async (one) => {
      if (await comeBack(url)(one)) recovered += 1;
    });
    return recovered;
  },
  /** What the first one needs to come back by itself. */
  first: () => ({
    session_id: crowd[0].session_id,
    token: crowd[0].token,
    epoch: crowd[0].epoch,
    last_seq: crowd[0].seq,
  }),
});
