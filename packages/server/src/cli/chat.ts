// `polylogue chat`: talk to the agents of a running server, line by line or with one message.
import { defineCommand } from "citty";
import type { ChatOptions } from "./chat-client.ts";

export const chat = defineCommand({
  meta: { name: "chat", description: "Talk to the agents of a running server" },
  args: {
    url: { type: "string", description: "Where the server is", default: "ws://127.0.0.1:8787", valueHint: "ws://…" },
    agent: {
      type: "string",
      description: "Whom to talk to: an agent's name, or a liaison's pillar",
      valueHint: "guide",
    },
    token: { type: "string", description: "A JWT or a session token, where the server wants one", valueHint: "…" },
    message: { type: "string", description: "Say only this, print the answer and leave", valueHint: "…" },
  },
  async run({ args: { url, agent, token, message } }) {
    const options: ChatOptions = { url, ...(agent !== undefined && { agent }), ...(token !== undefined && { token }) };
    const { stdin, stdout, stderr } = process;
    if (message === undefined && stdin.isTTY) {
      const { chatInTerminal } = await import("./terminal-chat.ts");
      process.exitCode = await chatInTerminal(options, { input: stdin, output: stdout });
    } else {
      const [{ askOnce }, { text }] = await Promise.all([
        import("./single-question.ts"),
        import("node:stream/consumers"),
      ]);
      process.exitCode = await askOnce(message ?? (await text(stdin)), options, { answer: stdout, trouble: stderr });
    }
  },
});
