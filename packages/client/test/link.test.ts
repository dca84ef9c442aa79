// The whole client on a virtual clock, with a network that is never there: how long it waits, and what it does then.
import { expect, it } from "vitest";
import { AgentClient, type WebSocketLike } from "../src/index.ts";
import { VirtualClock } from "./virtual-clock.ts";

/** A socket that only a test moves. */
function deadSocket() {
  const socket: WebSocketLike & { readonly sent: string[]; closedWith: number | undefined } = {
    binaryType: "blob",
    onopen: null,
    onmessage: null,
    onclose: null,
    onerror: null,
    sent: [],
    closedWith: undefined,
    send(text) {
      socket.sent.push(text);
    },
    close(code) {
      socket.closedWith = code;
    },
  };
  return socket;
}

function unreachable() {
  const clock = new VirtualClock();
  const sockets: ReturnType<typeof deadSocket>[] = [];
  const client = new AgentClient({
    url: "ws://127.0.0.1:1/api/ws/agent",
    clock,
    random: () => 0.5,
    webSocket() {
      const socket = deadSocket();
      sockets.push(socket);
      return socket;
    },
  });
  return { client, clock, sockets };
}

/** The token is asked for asynchronously, so a socket is made a moment after it was decided. */
const moment = async () => {
  for (let count = 0; count < 5; count += 1) await Promise.resolve();
};

const last = <Item>(items: readonly Item[]): Item => {
  const item = items.at(-1);
  if (!item) throw new Error("there is none");
  return item;
};

it("S2.23 waits longer after each failure, up to five seconds with even chance, for an hour without giving up", async () => {
  const { client, clock, sockets } = unreachable();
  client.connect();
  await moment();
  const waits: (number | undefined)[] = [];
  for (let count = 0; count < 8; count += 1) {
    last(sockets).onclose?.({ code: 1006 } as never);
    expect(client.status).toBe("waiting");
    waits.push(clock.next);
    clock.pass(clock.next ?? 0);
    expect(client.status).toBe("connecting");
    await moment();
  }
  expect(waits).toEqual([125, 250, 500, 1_000, 2_000, 4_000, 5_000, 5_000]);
  client.close();
});

it("S2.23 a handshake that takes more than ten seconds is given up", async () => {
  const { client, clock, sockets } = unreachable();
  client.connect();
  await moment();
  clock.pass(9_999);
  expect(client.status).toBe("connecting");
  clock.pass(1);
  expect(client.status).toBe("waiting");
  expect(sockets[0]?.closedWith).toBe(4000);
});

it("P10 after 20 s of silence it asks, after two more it tries another socket", async () => {
  const { client, clock, sockets } = unreachable();
  client.connect();
  await moment();
  const [socket] = sockets;
  const welcome = {
    type: "welcome",
    session_id: "s1",
    session_token: "t",
    epoch: 1,
    head_seq: 0,
    heartbeat_ms: 10_000,
    agents: [],
  };
  socket?.onopen?.({} as never);
  socket?.onmessage?.({ data: JSON.stringify(welcome) } as never);
  expect(client.status).toBe("open");
  clock.pass(19_999);
  expect(socket?.sent).toEqual([]);
  clock.pass(1);
  expect(socket?.sent).toEqual(['{"type":"ping"}']);
  socket?.onmessage?.({ data: '{"type":"pong"}' } as never);
  clock.pass(20_000);
  expect(socket?.sent).toHaveLength(2);
  clock.pass(1_999);
  expect(client.status).toBe("open");
  clock.pass(1);
  expect(client.status).toBe("waiting");
  expect(socket?.closedWith).toBe(4000);
});

it("what comes late from a socket that was given up changes nothing", async () => {
  const { client, clock, sockets } = unreachable();
  client.connect();
  await moment();
  clock.pass(10_000);
  sockets[0]?.onopen?.({} as never);
  sockets[0]?.onclose?.({ code: 1000 } as never);
  expect(client.status).toBe("waiting");
  clock.pass(125);
  await moment();
  expect(sockets).toHaveLength(2);
  client.close();
});

it("connect() does not wait out the pause, close() leaves no timer behind, and connect() begins anew", async () => {
  const { client, clock, sockets } = unreachable();
  client.connect();
  await moment();
  last(sockets).onclose?.({ code: 1006 } as never);
  client.connect();
  await moment();
  expect(sockets).toHaveLength(2);
  client.close();
  expect(clock.next).toBeUndefined();
  client.connect();
  expect(client.status).toBe("connecting");
  client.close();
});

it("close() while the token is being fetched opens no socket afterwards", async () => {
  const { client, sockets } = unreachable();
  client.connect();
  client.close();
  await moment();
  expect(sockets).toEqual([]);
});
