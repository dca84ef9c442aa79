// One client that talks to the supervisor over a socket, and times each acknowledgement and each whole turn.
import WebSocket from "ws";
import { answer } from "../lib/answering.mjs";
import { question } from "../lib/text.mjs";

let socket;
let hear = () => {};

const said = (conversation_id) =>
  new Promise((resolve, reject) => {
    const begun = performance.now();
    let ackMs;
    hear = (frame) => {
      if (frame.type === "error") reject(new Error(frame.message));
      if (frame.type === "ack") ackMs = performance.now() - begun;
      if (frame.type === "turn_end")
        resolve({ ackMs, turnMs: performance.now() - begun, conversation_id: frame.conversation_id });
    };
    socket.send(JSON.stringify({ agent_type: "desk", message: question, conversation_id }));
  });

answer({
  connect: ({ url }) =>
    new Promise((resolve, reject) => {
      socket = new WebSocket(url, { perMessageDeflate: false });
      socket.on("message", (data) => hear(JSON.parse(data)));
      socket.on("open", () => resolve());
      socket.on("error", reject);
    }),
  /** The ms of each acknowledgement and turn of a new conversation. */
  async converse({ turns }) {
    const [ackMs, turnMs] = [[], []];
    let conversation_id = "new";
    for (let number = 0; number < turns; number++) {
      const turn = await said(conversation_id);
      conversation_id = turn.conversation_id;
      ackMs.push(turn.ackMs);
      turnMs.push(turn.turnMs);
    }
    return { ackMs, turnMs };
  },
});
