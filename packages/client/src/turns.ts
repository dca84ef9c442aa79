// The turns that this client opened and that have not ended, found by the message's id or the server's.
import type { ConversationSnapshot, ServerFrame } from "@polylogue/protocol";
import { type ClientFault, MessageRefused } from "./fault.ts";
import type { OpenTurn } from "./turn.ts";

export interface Turns {
  add(turn: OpenTurn): void;
  get(message_id: string): OpenTurn | undefined;
  remove(turn: OpenTurn): void;
  /** Gives the frame to its turn; the turn that has just learned its id is returned. */
  deliver(frame: ServerFrame): OpenTurn | undefined;
  refuse(message_id: string, fault: ClientFault): void;
  open(): readonly OpenTurn[];
  /** The session has changed: messages that it does not know will be sent to the new one, their turns stay open. */
  finishAcknowledged(): void;
  /** No frame will come any more. */
  finishAll(): void;
}

export function createTurns(): Turns {
  const byMessage = new Map<string, OpenTurn>();
  const byTurn = new Map<string, OpenTurn>();

  const remove = (turn: OpenTurn) => {
    byMessage.delete(turn.message_id);
    if (turn.turn_id !== undefined) byTurn.delete(turn.turn_id);
  };

  /** The first frame that names both ids tells which turn the message became. */
  const meet = (frame: ServerFrame): OpenTurn | undefined => {
    if (frame.type !== "ack" && frame.type !== "user_message") return undefined;
    const turn = byMessage.get(frame.message_id);
    if (!turn || turn.turn_id !== undefined) return undefined;
    turn.turn_id = frame.turn_id;
    byTurn.set(frame.turn_id, turn);
    return turn;
  };

  const refuseWith = (message_id: string, refusal: MessageRefused) => {
    const turn = byMessage.get(message_id);
    if (!turn) return;
    remove(turn);
    turn.refuse(refusal);
  };

  /** What happened in between is not told again: the snapshot shows which turns have an answer by now. */
  const catchUp = ({ running, last_messages }: ConversationSnapshot) => {
    const runningTurn = running && byTurn.get(running.turn_id);
    if (running && runningTurn) runningTurn.text = running.text;
    for (const { role, turn_id, text, partial } of last_messages) {
      const turn = byTurn.get(turn_id);
      if (role !== "assistant" || !turn || turn_id === running?.turn_id) continue;
      remove(turn);
      turn.text = text;
      turn.finish(partial ? "failed" : "complete");
    }
  };

  return {
    add: (turn) => void byMessage.set(turn.message_id, turn),
    get: (message_id) => byMessage.get(message_id),
    remove,
    deliver(frame) {
      if (frame.type === "snapshot") frame.conversations.forEach(catchUp);
      if (frame.type === "error" && frame.message_id !== undefined && frame.turn_id === undefined) {
        refuseWith(frame.message_id, new MessageRefused(frame));
      }
      const met = meet(frame);
      const turn = frame.turn_id === undefined ? undefined : byTurn.get(frame.turn_id);
      // The answer to a message that was sent again tells a turn that knows its id nothing new.
      const isRepeated = frame.type === "ack" && frame.seq === undefined && !met;
      if (!isRepeated) turn?.accept(frame);
      if (turn && frame.type === "turn_end") remove(turn);
      return met;
    },
    refuse: (message_id, fault) => refuseWith(message_id, new MessageRefused(fault)),
    open: () => [...byMessage.values()],
    finishAcknowledged() {
      for (const turn of byTurn.values()) {
        remove(turn);
        turn.finish("closed");
      }
    },
    finishAll() {
      for (const turn of byMessage.values()) turn.finish("closed");
      byMessage.clear();
      byTurn.clear();
    },
  };
}
