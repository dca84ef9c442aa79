// Raw TCP: the frames of a turn as lines, each written by itself. What Node costs without any protocol.
import { createServer } from "node:net";
import { answer } from "../lib/answering.mjs";
import { framesAfter, framesBefore, framesWhile } from "./frames.mjs";

const server = createServer({ noDelay: true }, (socket) => {
  socket.on("error", () => socket.destroy());
  socket.on("data", (line) => {
    const { message_id, message } = JSON.parse(line);
    const turn_id = `turn_${message_id}`;
    const frames = [...framesBefore(turn_id, message), ...framesWhile(turn_id), ...framesAfter(turn_id)];
    for (const frame of frames) socket.write(`${JSON.stringify(frame)}\n`);
  });
});
server.listen(0, "127.0.0.1", () => answer({}, { url: `tcp://127.0.0.1:${server.address().port}`, path: "" }));
