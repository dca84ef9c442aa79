// One message and its answer, for scripts: the answer on stdout, trouble on stderr, how it went in the exit code.
import { type ChatOptions, connectChat } from "./chat-client.ts";

interface Outlets {
  readonly answer: NodeJS.WritableStream;
  readonly trouble: NodeJS.WritableStream;
}

/** 0: answered. 1: the turn did not complete. 2: the message was not taken, or nobody could be reached. */
export type ExitCode = 0 | 1 | 2;

export const askOnce = async (
  message: string,
  options: ChatOptions,
  { answer, trouble }: Outlets,
): Promise<ExitCode> => {
  const text = message.trim();
  if (text === "") {
    trouble.write('There is nothing to say: give --message "…", or write the message to standard input.\n');
    return 2;
  }
  try {
    const client = await connectChat(options);
    try {
      const outcome = await client.say(text).done;
      if (outcome.text !== "") answer.write(`${outcome.text}\n`);
      if (outcome.status === "complete") return 0;
      const fault = outcome.frames.find((frame) => frame.type === "error");
      trouble.write(`${fault?.message ?? `The turn ended as ${outcome.status}.`}\n`);
      return 1;
    } finally {
      client.close();
    }
  } catch (error) {
    trouble.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 2;
  }
};
