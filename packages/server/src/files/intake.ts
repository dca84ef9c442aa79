// Takes an upload in: the bytes are kept first, then read into a document while the user is told how far it is.
import {
  type Chance,
  type Clock,
  type DocumentReader,
  type FileRecord,
  type Files,
  hasCode,
  type SessionHub,
  type Store,
  type Tables,
  type UserContext,
} from "@polylogue/core";
import { documentKey, originalKey, prefixOf } from "./shelf.ts";

/** Kinds that are kept for agents which can use them, but hold nothing to read. */
const keptUnread = /^(image\/(png|jpeg|webp)|audio\/(wav|x-wav|wave))$/;

export interface Upload {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

export interface Intake {
  /** Resolves once the bytes and the record are durable; reading goes on after that. */
  take(user: UserContext, upload: Upload): Promise<FileRecord>;
  remove(user: UserContext, file_id: string): Promise<boolean>;
  /** Drops what is kept of a file whose record has gone. */
  forget(file_id: string): Promise<void>;
  /** Reads again what was being read when a process died. */
  resume(): Promise<void>;
  close(): Promise<void>;
}

interface IntakeParts {
  readonly store: Store;
  readonly files: Files;
  readonly tables: Tables;
  readonly reader: DocumentReader;
  readonly hub: SessionHub;
  readonly chance: Chance;
  readonly clock: Clock;
  readonly report: (error: unknown, file_id: string) => void;
}

export const intake = ({ store, files, tables, reader, hub, chance, clock, report }: IntakeParts): Intake => {
  const closing = new AbortController();
  const readings = new Set<Promise<void>>();

  const tell = async (session_id: string, file: FileRecord, state: "ready" | "failed", message?: string) => {
    const body = {
      file_id: file.file_id,
      name: file.name,
      state,
      progress: 1,
      ...(message !== undefined && { message }),
    };
    if (session_id !== "") hub.publish(session_id, await store.report(session_id, [{ type: "file_state", body }]));
  };

  const settle = async (session_id: string, file: FileRecord, state: "ready" | "failed", message?: string) => {
    // Removed while it was being read, and perhaps its user with it: nothing of it may stay.
    if (!(await store.file(file.user_id, file.file_id))) return self.forget(file.file_id);
    await store.markFile(file.file_id, { state, ...(message !== undefined && { message }) });
    await tell(session_id, file, state, message);
  };

  const read = async (session_id: string, file: FileRecord): Promise<void> => {
    const { file_id, name, mediaType } = file;
    const progress = (done: number) => {
      hub.peek(session_id)?.note({ type: "file_state", file_id, name, state: "reading", progress: done });
    };
    try {
      const bytes = await files.read(originalKey(file_id));
      if (!bytes) throw new Error("the upload is no longer there");
      const document = await reader.read({ file_id, name, mediaType, bytes }, { signal: closing.signal, progress });
      await files.write(documentKey(file_id), Buffer.from(JSON.stringify(document)));
      await settle(session_id, file, "ready");
    } catch (error) {
      if (closing.signal.aborted) return;
      const known = hasCode(error, "file_unsupported") || hasCode(error, "file_unreadable");
      if (!known) report(error, file_id);
      await settle(
        session_id,
        file,
        "failed",
        known ? (error as Error).message : "This file could not be read. Save it again and upload it once more.",
      );
    }
  };

  const readInBackground = (session_id: string, file: FileRecord) => {
    const reading = read(session_id, file)
      .catch((error: unknown) => report(error, file.file_id))
      .finally(() => readings.delete(reading));
    readings.add(reading);
  };

  const self: Intake = {
    async take(user, { name, mediaType, bytes }) {
      const file_id = chance.id("file");
      const size = await files.write(originalKey(file_id), bytes);
      const unread = keptUnread.test(mediaType);
      const file: FileRecord = {
        file_id,
        user_id: user.user_id,
        name,
        mediaType,
        bytes: size,
        state: unread ? "ready" : "reading",
        uploadedAt: clock.now(),
      };
      await store.addFile(file);
      if (unread) await tell(user.session_id, file, "ready");
      else readInBackground(user.session_id, file);
      return file;
    },
    async remove(user, file_id) {
      const removed = await store.removeFile(user.user_id, file_id);
      if (removed) await self.forget(file_id);
      return removed;
    },
    async forget(file_id) {
      await Promise.all([files.remove(prefixOf(file_id)), tables.drop(file_id)]);
    },
    async resume() {
      for (const file of await store.filesInReading()) readInBackground("", file);
    },
    async close() {
      closing.abort();
      await reader.close();
      await Promise.allSettled(readings);
    },
  };
  return self;
};
