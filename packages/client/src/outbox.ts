// Messages that the server has not acknowledged yet, in the order in which they were said.
import { maxMessageBytes, type UserMessage } from "@polylogue/protocol";
import { type ClientFault, clientFault } from "./fault.ts";

/** Sent as it is, as often as needed: its id makes the server take it once. */
export type OutgoingMessage = UserMessage & { readonly message_id: string };

export interface Outbox {
  /** Why the message cannot wait here, or `undefined` when it does. */
  add(message: OutgoingMessage): ClientFault | undefined;
  /** Acknowledged, refused or given up; `false` when it was not waiting. */
  remove(message_id: string): boolean;
  waiting(): readonly OutgoingMessage[];
  clear(): void;
}

/** More than a person says while a train is in a tunnel; a program that says more must wait for answers. */
const maxWaitingMessages = 100;

export function createOutbox(): Outbox {
  const messages = new Map<string, OutgoingMessage>();
  return {
    add(message) {
      if (bytesOf(message) > maxMessageBytes) return tooLarge;
      if (messages.size >= maxWaitingMessages) return full;
      messages.set(message.message_id, message);
      return undefined;
    },
    remove: (message_id) => messages.delete(message_id),
    waiting: () => [...messages.values()],
    clear: () => messages.clear(),
  };
}

const full = clientFault(
  "outbox_full",
  `${maxWaitingMessages} messages are waiting to be sent: wait until there is a connection.`,
  true,
);

/** The server would close the connection over it, and again each time it is sent. */
const tooLarge = clientFault("too_large", "The message is too long: send long material as a file.", false);

const bytesOf = (message: OutgoingMessage): number => new TextEncoder().encode(JSON.stringify(message)).byteLength;
