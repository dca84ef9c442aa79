// What the content liaison keeps of a conversation: the file and the question that were spoken of last.
import type { Document, JsonObject, Turn } from "@polylogue/core";

export const contentName = "ContentLiaisonAgent";

export interface Thread {
  readonly file_id?: string;
  readonly kind?: string;
}

export const threadOf = (turn: Turn): Thread => {
  const kept = turn.state.get(contentName);
  return typeof kept === "object" && kept !== null && !Array.isArray(kept) ? (kept as JsonObject as Thread) : {};
};

export const keepThread = (turn: Turn, document: Document, kind: string) =>
  turn.state.set(contentName, { file_id: document.file_id, kind });
