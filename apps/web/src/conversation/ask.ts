// Saying something, once or again: what the page's buttons do with the client.
import type { AgentClient, UserEntry } from "@polylogue/client";
import type { Agent } from "../agents/agent.ts";
import { keepSentFile, type SentFile, sentFile } from "./sent-files.ts";

interface Question {
  readonly text: string;
  readonly file?: SentFile | undefined;
  /** The fields of a mark of a chart that it goes into. */
  readonly drill?: Readonly<Record<string, unknown>> | undefined;
  /** Of a message that was refused: said again under it, it takes the place of the refused one. */
  readonly message_id?: string | undefined;
}

export function ask(client: AgentClient, { agent_type, pillar }: Agent, question: Question): void {
  const { text, file, drill, message_id } = question;
  const turn = client.say(text, {
    agent_type,
    ...(pillar !== undefined && { pillar }),
    ...((file || drill) && { metadata: { ...(file && { file_id: file.file_id }), ...(drill && { drill }) } }),
    ...(message_id !== undefined && { message_id }),
  });
  if (file) keepSentFile(turn.message_id, file);
}

/** The server has not taken the message. */
export const askAgain = (client: AgentClient, agent: Agent, { text, message_id }: UserEntry): void =>
  ask(client, agent, { text, message_id, file: sentFile(message_id) });

/** The server took the message, but the turn failed: the same question opens another turn. */
export function repeatTurn(client: AgentClient, agent: Agent, turnId: string): void {
  const messages = client.conversations.get(client.conversationId(agent))?.messages ?? [];
  const question = messages.find((entry): entry is UserEntry => entry.role === "user" && entry.turn_id === turnId);
  if (question) ask(client, agent, { text: question.text, file: sentFile(question.message_id) });
}
