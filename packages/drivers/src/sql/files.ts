// What is known of uploads.
import type { FileRecord } from "@polylogue/core";
import { type Operation, type RowOf, single, statement } from "./statement.ts";

const insertFile = statement<{
  file_id: string;
  user_id: string;
  name: string;
  mediaType: string;
  bytes: number;
  state: FileRecord["state"];
  message: string | null;
  uploadedAt: number;
}>()((db, p) =>
  db.insertInto("files").values({
    id: p.file_id,
    user_id: p.user_id,
    name: p.name,
    media_type: p.mediaType,
    bytes: p.bytes,
    state: p.state,
    message: p.message,
    uploaded_at: p.uploadedAt,
  }),
);

const setMark = statement<{
  file_id: string;
  state: FileRecord["state"];
  mediaType: string | null;
  message: string | null;
}>()((db, p) =>
  db
    .updateTable("files")
    .set((eb) => ({
      state: p.state,
      media_type: eb.fn.coalesce(eb.val(p.mediaType), "media_type"),
      message: p.message,
    }))
    .where("id", "=", p.file_id),
);

const filesOf = statement<{ user_id: string }>()((db, p) =>
  db.selectFrom("files").selectAll().where("user_id", "=", p.user_id).orderBy("uploaded_at", "desc").orderBy("id"),
);

const fileOf = single<{ user_id: string; file_id: string }>()((db, p) =>
  db.selectFrom("files").selectAll().where("id", "=", p.file_id).where("user_id", "=", p.user_id),
);

const reading = statement<object>()((db) => db.selectFrom("files").selectAll().where("state", "=", "reading"));

const deleteFile = statement<{ user_id: string; file_id: string }>()((db, p) =>
  db.deleteFrom("files").where("id", "=", p.file_id).where("user_id", "=", p.user_id).returning("id"),
);

type FileRow = RowOf<typeof fileOf>;

const recordOf = ({ id, user_id, name, media_type, bytes, state, message, uploaded_at }: FileRow): FileRecord => ({
  file_id: id,
  user_id,
  name,
  mediaType: media_type,
  bytes,
  state,
  ...(message !== null && { message }),
  uploadedAt: uploaded_at,
});

export function* addFile(file: FileRecord): Operation<void> {
  yield* insertFile({ ...file, message: file.message ?? null });
}

export function* markFile({
  file_id,
  state,
  mediaType,
  message,
}: {
  file_id: string;
  state: FileRecord["state"];
  mediaType?: string;
  message?: string;
}): Operation<void> {
  yield* setMark({ file_id, state, mediaType: mediaType ?? null, message: message ?? null });
}

export function* files(user_id: string): Operation<FileRecord[]> {
  return (yield* filesOf({ user_id })).map(recordOf);
}

export function* file(request: { user_id: string; file_id: string }): Operation<FileRecord | undefined> {
  const found = yield* fileOf(request);
  return found && recordOf(found);
}

export function* filesInReading(_: undefined): Operation<FileRecord[]> {
  return (yield* reading({})).map(recordOf);
}

export function* removeFile(request: { user_id: string; file_id: string }): Operation<boolean> {
  return (yield* deleteFile(request)).length > 0;
}
