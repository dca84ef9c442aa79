// The two ways in which reading a file ends badly, each with a sentence for the user.
import { PolylogueError } from "@polylogue/core";

/** A kind of file that is not read here. */
export const unsupported = (message: string) => new PolylogueError("file_unsupported", message);

/** A kind that is read, but this one is damaged or empty. */
export const unreadable = (message: string, cause?: unknown) =>
  new PolylogueError("file_unreadable", message, cause === undefined ? {} : { cause });
