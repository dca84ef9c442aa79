// Asks a server one question, and shows the answer as it comes: node client.mjs ws://127.0.0.1:8787/api/ws/agent "…"
import { AgentClient } from "@polylogue/client";
import { WebSocket } from "ws";

const [url = "ws://127.0.0.1:8787/api/ws/agent", question = "What does the team plan cost?"] = process.argv.slice(2);

const client = new AgentClient({ url, webSocket: (address) => new WebSocket(address) });
client.on("error", ({ message }) => console.error(message));
client.connect();

const turn = client.say(question);
for await (const frame of turn) {
  if (frame.type === "handoff") console.log(`[${frame.from} → ${frame.to}: ${frame.reason}]`);
  if (frame.type === "delta") process.stdout.write(frame.text);
}
console.log(`\n[${(await turn.done).status}]`);
client.close();
