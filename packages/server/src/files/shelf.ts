// A user's files as agents see them: records from the Store, documents as they were read.
import type { Document, FileRecord, Files, Shelf, ShelvedFile, Store } from "@polylogue/core";

/** Documents that are kept at hand. */
const documentsAtHand = 32;

export const prefixOf = (file_id: string): string => `${file_id}/`;
export const originalKey = (file_id: string): string => `${file_id}/original`;
export const documentKey = (file_id: string): string => `${file_id}/document.json`;

export const fileShelf = ({ store, files }: { store: Store; files: Files }): Shelf => {
  const atHand = new Map<string, Document>();
  const load = async (file_id: string): Promise<Document | undefined> => {
    const known = atHand.get(file_id);
    if (known) return known;
    const bytes = await files.read(documentKey(file_id));
    if (!bytes) return undefined;
    const document = JSON.parse(Buffer.from(bytes).toString("utf8")) as Document;
    atHand.set(file_id, document);
    const [oldest] = atHand.keys();
    if (atHand.size > documentsAtHand && oldest !== undefined) atHand.delete(oldest);
    return document;
  };
  return {
    list: async ({ user_id }) => (await store.files(user_id)).map(shelved),
    async document({ user_id }, file_id) {
      const file = await store.file(user_id, file_id);
      return file?.state === "ready" ? load(file_id) : undefined;
    },
  };
};

export const shelved = ({ user_id: _, ...file }: FileRecord): ShelvedFile => file;
