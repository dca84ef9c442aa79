// What passes between the document reader and its worker.
import type { Document } from "@polylogue/core";
import type { UnreadFile } from "./read-document.ts";

/** To the worker: one job at a time. */
export interface DocumentJob {
  readonly file: UnreadFile;
}

/** From the worker: progress any number of times, then one of the others. */
export type JobReport =
  | { readonly type: "progress"; readonly done: number }
  | { readonly type: "done"; readonly document: Document }
  | { readonly type: "failed"; readonly code: "file_unsupported" | "file_unreadable"; readonly message: string };
