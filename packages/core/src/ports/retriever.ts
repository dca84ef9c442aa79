// Passages for a question, each with its source: a course, uploads, a folder, a user's own vector store.
import type { UserContext } from "../user.ts";

export interface Passage {
  readonly text: string;
  /** How a person would name the place: "help/refunds.md › Deadlines". */
  readonly source: string;
  /** Comparable within one answer only; higher is nearer. */
  readonly score: number;
}

export interface Retriever {
  /** The nearest passages, best first; none when nothing fits. */
  search(query: string, options: { limit: number; user?: UserContext; signal?: AbortSignal }): Promise<Passage[]>;
}
