// Bytes that are no proper WebSocket: broken frames after a good upgrade, broken upgrades, connections left hanging and cut off.
import { connect } from "node:net";
import { chanceOf, pause } from "../chance.mjs";

const upgrade = (path, headers = {}) => {
  const all = {
    Host: "127.0.0.1",
    Upgrade: "websocket",
    Connection: "Upgrade",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    ...headers,
  };
  return `GET ${path} HTTP/1.1\r\n${Object.entries(all)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join("")}\r\n`;
};

/** A frame as it stands on the wire; each of its parts may be wrong. */
const frame = ({ first = 0x81, payload = "hi", masked = true, length, wide }) => {
  const bytes = Buffer.from(payload);
  const size = length ?? bytes.length;
  const mask = masked ? 0x80 : 0;
  const head = [first];
  if (wide === 8 || size > 65_535) head.push(mask | 127, ...bigEndian(size, 8));
  else if (wide === 2 || size > 125) head.push(mask | 126, ...bigEndian(size, 2));
  else head.push(mask | size);
  const key = Buffer.from([1, 2, 3, 4]);
  const body = masked ? Buffer.concat([key, bytes.map((byte, at) => byte ^ key[at % 4])]) : bytes;
  return Buffer.concat([Buffer.from(head), body]);
};

const bigEndian = (value, bytes) =>
  Array.from({ length: bytes }, (_, at) => Math.floor(value / 256 ** (bytes - 1 - at)) % 256);

const breakages = {
  badOpcode: (chance) => frame({ first: 0x80 | chance.one([3, 4, 7, 11, 12, 15]) }),
  reservedBits: (chance) => frame({ first: 0x81 | chance.one([0x10, 0x20, 0x40, 0x70]) }),
  unmasked: () => frame({ masked: false, payload: '{"type":"ping"}' }),
  longerThanSent: (chance) => frame({ length: chance.one([100, 60_000, 65_536]), payload: "short" }),
  shorterThanSent: () => frame({ length: 2, payload: '{"type":"ping"}' }),
  endless: () => frame({ length: 2 ** 53 - 1, wide: 8 }),
  negative: () => Buffer.from([0x81, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1, 2, 3, 4]),
  wastefulLength: () => frame({ wide: 8, payload: '{"type":"ping"}' }),
  half: (chance) => {
    const whole = frame({ payload: '{"message":"hello"}' });
    return whole.subarray(0, chance.whole(1, whole.length - 1));
  },
  tooLongPing: (chance) => frame({ first: 0x89, payload: "p".repeat(chance.one([126, 1_000, 70_000])) }),
  pings: () => Buffer.concat(Array.from({ length: 500 }, () => frame({ first: 0x89, payload: "p".repeat(125) }))),
  fragmentedPing: () => frame({ first: 0x09 }),
  loneContinuation: () => frame({ first: 0x80 }),
  textInText: () => Buffer.concat([frame({ first: 0x01 }), frame({ first: 0x81 })]),
  fragments: (chance) =>
    Buffer.concat([
      frame({ first: 0x01, payload: " " }),
      ...Array.from({ length: chance.one([62, 64, 65, 1_000]) }, () => frame({ first: 0x00, payload: " " })),
      frame({ first: 0x80, payload: "{}" }),
    ]),
  emptyFragments: () =>
    Buffer.concat([
      frame({ first: 0x01, payload: "" }),
      ...Array.from({ length: 5_000 }, () => frame({ first: 0x00, payload: "" })),
    ]),
  notUtf8: (chance) =>
    frame({
      payload: Buffer.from(
        chance.one([
          [0xff, 0xfe],
          [0xc0, 0xaf],
          [0xed, 0xa0, 0x80],
          [0xf8, 0x88, 0x80, 0x80, 0x80],
          [0xe2, 0x82],
        ]),
      ),
    }),
  shortClose: () => frame({ first: 0x88, payload: "x" }),
  oddClose: (chance) =>
    frame({
      first: 0x88,
      payload: Buffer.from([...bigEndian(chance.one([0, 999, 1004, 1005, 1006, 1015, 2999, 5000, 65_535]), 2), 0xff]),
    }),
  noise: (chance) => Buffer.from(Array.from({ length: chance.whole(1, 400) }, () => chance.whole(0, 255))),
  large: () => frame({ payload: `{"message":"${"x".repeat(66_000)}"}` }),
  huge: () => frame({ payload: `{"message":"${"x".repeat(200_000)}"}` }),
};

const doors = {
  key: () => upgrade("/api/ws/agent", { "Sec-WebSocket-Key": "short" }),
  noKey: () => upgrade("/api/ws/agent", { "Sec-WebSocket-Key": undefined }),
  version: (chance) => upgrade("/api/ws/agent", { "Sec-WebSocket-Version": chance.one(["7", "99", "x", ""]) }),
  extension: () =>
    upgrade("/api/ws/agent", { "Sec-WebSocket-Extensions": "permessage-deflate; server_max_window_bits=0, ;;;=" }),
  protocol: () => upgrade("/api/ws/agent", { "Sec-WebSocket-Protocol": ",,a b," }),
  other: () => upgrade("/api/ws/agent", { Upgrade: "h2c" }),
  path: (chance) =>
    upgrade(
      chance.one([
        "//",
        "///",
        "//[",
        "http://[",
        "/%",
        "/ws/%00",
        "/ws/",
        "/nowhere",
        "/api/ws/agent/%ff",
        "*",
        "/api/ws/liaison/__proto__",
        "//user@:99999/",
        "/?%",
        "\\x",
        "http://a b/",
      ]),
    ),
  query: (chance) =>
    upgrade(
      `/api/ws/agent?${chance.one(["frames=answers", "session_token=%", "ticket=", "ticket=none", "session_token=none", "token=a.b.c", "&&&===", "frames[]=x"])}`,
    ),
  host: (chance) =>
    upgrade("/api/ws/agent", {
      Host: chance.one([undefined, "", "evil.example", "127.0.0.1:99999", "[::1", "a".repeat(2_000)]),
    }),
  origin: (chance) =>
    upgrade("/api/ws/agent", { Origin: chance.one(["null", "http://evil.example", "http://[", "file://"]) }),
  bearer: (chance) =>
    upgrade("/api/ws/agent", {
      Authorization: chance.one(["Bearer", "Bearer x", "Bearer a.b.c", "Basic eDp5", `Bearer ${"a.".repeat(3_000)}`]),
    }),
  manyHeaders: () =>
    upgrade("/api/ws/agent", Object.fromEntries(Array.from({ length: 1_500 }, (_, n) => [`X-${n}`, "y"]))),
  slow: () => "GET /api/ws/agent HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow:",
  noise: (chance) => Buffer.from(Array.from({ length: chance.whole(1, 300) }, () => chance.whole(0, 255))),
  rest: (chance) =>
    `${chance.one(["GET", "POST", "DELETE", "PATCH", "OPTIONS", "TRACE"])} ${chance.one(["/api/files", "/api/sessions/%00/facts", "/api/conversations/__proto__", "/api/sessions/x/facts?from=-1&limit=1e9", "/%", "//", "/metrics"])} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: ${chance.one(["0", "5", "-1", "x"])}\r\n\r\nhello`,
};

const breakageNames = Object.keys(breakages);
const doorNames = Object.keys(doors);

/** Sends what has this number, waits a moment, and cuts the line, now and then hard. Answers what came back. */
export async function rawAt(seed, number, port) {
  const chance = chanceOf(seed * 1_000_003 + number);
  const atDoor = chance.happens(0.35);
  const kind = chance.one(atDoor ? doorNames : breakageNames);
  const socket = connect(port, "127.0.0.1");
  const came = [];
  socket.on("data", (data) => came.push(data));
  socket.on("error", () => undefined);
  const closed = new Promise((resolve) => socket.once("close", resolve));
  if (atDoor) socket.write(doors[kind](chance));
  else {
    socket.write(upgrade("/api/ws/agent"));
    if (chance.happens(0.7))
      await Promise.race([new Promise((resolve) => socket.once("data", resolve)), closed, pause(1_000)]);
    for (let times = chance.one([1, 1, 3]); times > 0; times -= 1) socket.write(breakages[kind](chance));
  }
  await Promise.race([closed, pause(chance.one([0, 5, 50, 400]))]);
  if (chance.happens(0.4)) socket.resetAndDestroy();
  else socket.destroy();
  return { kind, text: Buffer.concat(came).toString("latin1") };
}
