// Turns the bytes of a file into a Document, away from the event loop.
import type { Document } from "../document.ts";

export interface DocumentReader {
  /**
   * Throws `file_unsupported` for a kind it does not know, `file_unreadable` for one that is damaged, each with a sentence
   * for the user. `progress` is told how much was read, 0 to 1, at most ten times a second.
   */
  read(
    file: { file_id: string; name: string; mediaType: string; bytes: Uint8Array },
    options: { signal: AbortSignal; progress?: (done: number) => void },
  ): Promise<Document>;
  close(): Promise<void>;
}
