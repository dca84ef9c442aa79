// A user's own files, read: what an agent may look at. Another user's file is as absent as one that never was.
import type { Document } from "../document.ts";
import type { UserContext } from "../user.ts";

export interface ShelvedFile {
  readonly file_id: string;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly state: "reading" | "ready" | "failed";
  /** Why it failed, for the user. */
  readonly message?: string;
  /** Ms since 1970. */
  readonly uploadedAt: number;
}

export interface Shelf {
  /** Newest first. */
  list(user: UserContext): Promise<ShelvedFile[]>;
  document(user: UserContext, fileId: string): Promise<Document | undefined>;
}
