// A user's own files as tables: whose they are is looked up each time, and only then are their bytes read.
import type { Files, Store, Tables, Workbench } from "@polylogue/core";
import { originalKey } from "./shelf.ts";

export const fileWorkbench = ({ store, files, tables }: { store: Store; files: Files; tables: Tables }): Workbench => ({
  async tables({ user_id }, file_id, options) {
    const file = await store.file(user_id, file_id);
    if (file?.state !== "ready") return undefined;
    const atHand = tables.peek(file_id);
    if (atHand) return atHand;
    const bytes = await files.read(originalKey(file_id));
    return bytes && tables.open({ file_id, name: file.name, bytes }, options);
  },
});
