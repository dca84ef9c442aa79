// Bare `ws`: the frames of a turn and nothing else. Each is sent by itself, or all of a tick leave together.
import { setTimeout as pause } from "node:timers/promises";
import { WebSocketServer } from "ws";
import { answer, input } from "../lib/answering.mjs";
import { framesAfter, framesBefore, framesWhile } from "./frames.mjs";

const { together = false, gapMs = 10 } = input;
const server = new WebSocketServer({ port: 0, host: "127.0.0.1", perMessageDeflate: false });

async function answerTurn(ws, { message_id, agent_type, message }) {
  const turn_id = `turn_${message_id}`;
  for (const frame of framesBefore(turn_id, message)) ws.send(JSON.stringify(frame));
  for (const frame of framesWhile(turn_id)) {
    if (agent_type === "pacer") await pause(gapMs);
    ws.send(JSON.stringify(frame));
  }
  for (const frame of framesAfter(turn_id)) ws.send(JSON.stringify(frame));
}

server.on("connection", (ws, request) => {
  const { socket } = request;
  ws.on("message", (data) => {
    if (together) socket.cork();
    answerTurn(ws, JSON.parse(data));
    if (together) socket.uncork();
  });
});
server.on("listening", () => answer({}, { url: `ws://127.0.0.1:${server.address().port}`, path: "/" }));
