// The chat in a terminal: what is typed is said, answers appear as they come, Ctrl-C stops the answer first and then leaves.
import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import type { AgentClient } from "@polylogue/client";
import { agentCalled, type ChatOptions, connectChat } from "./chat-client.ts";
import { type Paint, paintFor, showTurn } from "./shown-turn.ts";
import { upload } from "./upload.ts";

interface Terminal {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

const help = `/agent NAME  talk to another agent      /file PATH  upload a file
/agents      whom one can talk to       /stop       stop the answer (or Ctrl-C)
/help        this                       /quit       leave (or Ctrl-C twice)`;

/** Answers the exit code. */
export const chatInTerminal = async (options: ChatOptions, { input, output }: Terminal): Promise<number> => {
  const paint = paintFor(output);
  const print = (text: string) => void output.write(`${text}\n`);
  try {
    const client = await connectChat(options);
    try {
      await converse(client, { input, output, paint, print, url: options.url });
    } finally {
      client.close();
    }
    return 0;
  } catch (error) {
    print(paint.trouble(error instanceof Error ? error.message : String(error)));
    return 2;
  }
};

interface Room extends Terminal {
  readonly url: string;
  readonly paint: Paint;
  print(text: string): void;
}

const titleOf = ({ agents, active }: AgentClient): string => {
  const here = agents.find(({ agent_type, pillar }) => agent_type === active.agent_type && pillar === active.pillar);
  return here?.title ?? active.agent_type;
};

/** While an answer is shown, what is typed is kept unseen, and stands on the prompt afterwards. */
const gatedOutput = (output: NodeJS.WritableStream) => {
  let open = true;
  const gate = new Writable({
    write(chunk, _encoding, done) {
      if (open) output.write(chunk);
      done();
    },
  });
  return Object.assign(gate, {
    set(value: boolean) {
      open = value;
    },
  });
};

const converse = (client: AgentClient, { input, output, paint, print, url }: Room): Promise<void> =>
  new Promise((resolve) => {
    const gate = gatedOutput(output);
    const lines = createInterface({ input, output: gate, terminal: true, prompt: paint.prompt("› ") });
    const running = new Set<ReturnType<AgentClient["say"]>>();
    let shown: Promise<void> = Promise.resolve();
    let lost = false;

    const invite = () => {
      gate.set(true);
      lines.prompt(true);
    };
    const note = (text: string) => {
      if (running.size > 0) return print(paint.note(text));
      print(`\r${paint.note(text)}`);
      invite();
    };
    const say = (text: string) => {
      const turn = client.say(text);
      running.add(turn);
      gate.set(false);
      shown = shown
        .then(() => showTurn(turn, client.agents, { output, paint }))
        .finally(() => {
          running.delete(turn);
          if (running.size === 0) invite();
        });
    };
    const stop = () => {
      for (const turn of running) turn.cancel();
    };
    const commands: Readonly<Record<string, (rest: string) => void | Promise<void>>> = {
      help: () => note(help),
      agents: () =>
        note(
          client.agents
            .map(({ name, pillar, title, description }) => `${pillar ?? name}: ${title}. ${description}`)
            .join("\n"),
        ),
      agent(name) {
        client.switchAgent(agentCalled(client.agents, name));
        note(`You are talking to ${titleOf(client)}.`);
      },
      file: (path) => upload(path, { url, client, tell: note }),
      stop,
      quit: () => lines.close(),
    };
    const obey = async (name: string, rest: string) => {
      const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
      try {
        if (command) await command(rest);
        else note(`There is no command /${name}.\n${help}`);
      } catch (error) {
        note(error instanceof Error ? error.message : String(error));
      }
    };

    lines.on("line", (line) => {
      const [, name, rest = ""] = /^\/(\w+)\s*(.*)$/.exec(line.trim()) ?? [];
      if (name !== undefined) void obey(name, rest);
      else if (line.trim() !== "") say(line.trim());
      else if (running.size === 0) invite();
    });
    lines.on("SIGINT", () => (running.size > 0 ? stop() : lines.close()));
    lines.on("close", () => {
      gate.set(true);
      print("");
      resolve();
    });
    client.on("status", (status) => {
      if (status === "waiting" && !lost) note("The connection is lost; it comes back by itself.");
      if (status === "open") note("Connected again.");
      if (status === "closed") lines.close();
      lost = status === "waiting" || (lost && status === "connecting");
    });
    print(paint.note(`You are talking to ${titleOf(client)}. /help lists the commands.`));
    invite();
  });
