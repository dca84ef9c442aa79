// What a conversation of a hundred turns takes on the disk, against the text that was said in it.
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { startChild } from "./lib/child.mjs";
import { newFolder } from "./lib/folder.mjs";
import { question } from "./lib/text.mjs";

export const title = "bytes of the database after 100 turns, of the raw text";
export const goal = { gate: 3, moonshot: 1.3, of: "ratio" };

/** Sentences of an answer as long as an assistant's usually are. */
const usual = 10;
const sentence = "The keeper of the harbour light writes the weather of every evening into his book. ";

export async function run({ short }) {
  const [conversations, turns, others] = short ? [2, 5, []] : [20, 100, [3, 30]];
  const rows = [];
  for (const sentences of [usual, ...others])
    rows.push(await measureAnswer(sentence.repeat(sentences), conversations, turns));
  const [judged] = rows;
  return { rows, ours: judged["KB kept"], peer: judged["KB of text"], ratio: judged["times the text"] };
}

async function measureAnswer(reply, conversations, turns) {
  const input = { dataDir: newFolder(), reply };
  const empty = await keptBy(input, () => undefined);
  const kept = await keptBy(input, async (client) => {
    for (let count = 0; count < conversations; count++) await client.ask("converse", { turns });
  });
  const text = conversations * turns * (reply.length + question.length);
  return {
    "characters of an answer": reply.length,
    "KB kept": (kept - empty) / 1024,
    "KB of text": text / 1024,
    "times the text": (kept - empty) / text,
  };
}

/** Bytes of the database when it was closed after something was said. */
async function keptBy(input, say) {
  const server = await startChild("servers/polylogue.mjs", input);
  const client = await startChild("loads/conversation.mjs");
  await client.ask("connect", { url: server.url + server.path });
  await say(client);
  await client.stop();
  await server.ask("close");
  await server.stop();
  const files = readdirSync(input.dataDir).filter((name) => name.startsWith("polylogue.db"));
  return files.reduce((bytes, name) => bytes + statSync(join(input.dataDir, name)).size, 0);
}
