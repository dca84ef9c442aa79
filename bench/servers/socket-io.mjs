// Socket.IO with connection state recovery: it sends events to sockets that have gone, and replays them when they return.
import { createServer } from "node:http";
import { Server } from "socket.io";
import { answer } from "../lib/answering.mjs";

const http = createServer();
const io = new Server(http, {
  transports: ["websocket"],
  perMessageDeflate: false,
  connectionStateRecovery: { maxDisconnectionDuration: 3_600_000 },
});

/** To everybody who is in the room, or was when the connection was lost. */
const emit = ({ room, count, bytes }) => {
  const text = "x".repeat(Math.max(0, bytes - 60));
  for (let number = 0; number < count; number++) io.to(room).emit("event", { type: "message", number, text });
};
const connected = () => io.engine.clientsCount;

http.listen(0, "127.0.0.1", () =>
  answer(
    { emit, connected },
    { url: `ws://127.0.0.1:${http.address().port}`, path: "/socket.io/?EIO=4&transport=websocket" },
  ),
);
