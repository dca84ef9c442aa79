// One socket in a hurry against the usual limit: it is told so, then closed, and the rest of the server goes on.
import { once } from "node:events";
import WebSocket from "ws";
import { pause } from "../chance.mjs";

const frames = 6_000;
const tooFast = 4429;

export async function hurry(base, report) {
  const socket = new WebSocket(`${base.replace("http", "ws")}/api/ws/agent`);
  const seen = { pong: 0, rate_limited: 0 };
  socket.on("message", (data) => {
    const { type, code, retry_after_ms } = JSON.parse(data.toString());
    if (type === "pong") seen.pong += 1;
    if (type === "error") seen[code] = (seen[code] ?? 0) + 1;
    if (code === "rate_limited" && !(retry_after_ms > 0)) report("rate_limited does not say how long to wait");
  });
  socket.on("error", () => undefined);
  await once(socket, "open");
  const closed = once(socket, "close");
  for (let n = 0; n < frames; n += 1) socket.send('{"type":"ping"}');
  const [code] = await Promise.race([closed, pause(10_000).then(() => [0])]);
  socket.terminate();
  if (code !== tooFast) report(`a socket that sent ${frames} frames at once was closed with ${code}, not ${tooFast}`);
  if (seen.rate_limited === 0) report("a socket in a hurry was not told so before it was closed");
  if (seen.pong > frames / 2) report(`${seen.pong} of ${frames} hasty frames were answered`);
  return { ...seen, close: code };
}
