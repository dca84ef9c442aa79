// How the reading of an uploaded file goes.
import * as z from "zod/mini";
import { frame } from "./envelope.ts";
import { Id, Share } from "./primitive.ts";

export const FileReading = z.enum(["reading", "ready", "failed"]);
export type FileReading = z.infer<typeof FileReading>;

/** Live while `reading`, a fact when `ready` or `failed`; `message` says what to do about a failure. */
export const FileState = frame("file_state", {
  file_id: Id,
  name: z.string(),
  state: FileReading,
  progress: Share,
  message: z.optional(z.string()),
});
export type FileState = z.infer<typeof FileState>;
