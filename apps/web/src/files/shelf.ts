// The files of this session, as the page knows them: those being sent, being read, and ready to be asked about.
import type { FileState } from "@polylogue/client";
import { type Uploaded, upload } from "./upload.ts";

export interface ShelfFile {
  /** The page's own, from before the server has given an id. */
  readonly key: string;
  readonly name: string;
  readonly state: "uploading" | "reading" | "ready" | "failed";
  /** Of the sending or the reading, between 0 and 1. */
  readonly progress: number;
  readonly file_id?: string;
  /** What to do about a failure. */
  readonly message?: string;
}

export interface Shelf {
  subscribe(listener: () => void): () => void;
  snapshot(): readonly ShelfFile[];
  /** Begins to send the file and returns its key. */
  add(file: File): string;
  /** Takes a failed file off the page, or stops one that is being sent. */
  remove(key: string): void;
  /** What the server says about a file. */
  hear(state: FileState): void;
  /** Asks the server which files there are. */
  refresh(): Promise<void>;
}

export const maxFileBytes = 25 * 1024 * 1024;
/** What the file dialogue offers; the server decides. */
export const acceptedFiles = ".csv,.json,.md,.markdown,.txt,.pdf";

interface ShelfOptions {
  readonly token: () => string | undefined;
  readonly newKey: () => string;
}

export function createShelf({ token, newKey }: ShelfOptions): Shelf {
  let files: readonly ShelfFile[] = [];
  const listeners = new Set<() => void>();
  const sending = new Map<string, AbortController>();

  const show = (next: readonly ShelfFile[]) => {
    files = next;
    for (const listener of listeners) listener();
  };
  const change = (key: string, fields: Partial<ShelfFile>) =>
    show(files.map((file) => (file.key === key ? { ...file, ...fields } : file)));
  const remove = (key: string) => {
    sending.get(key)?.abort();
    show(files.filter((file) => file.key !== key));
  };

  /** `file_state` may come before the answer to the upload: then both name the same file, and one entry stays. */
  const receive = (key: string, { file_id, name, state }: Uploaded) => {
    const told = files.find((file) => file.file_id === file_id);
    const known = told
      ? { state: told.state, progress: told.progress, ...(told.message && { message: told.message }) }
      : { state, progress: 0 };
    show(
      files
        .filter((file) => file !== told)
        .map((file) => (file.key === key ? { ...file, file_id, name, ...known } : file)),
    );
  };

  const sendFile = async (key: string, file: File, secret: string) => {
    const stop = new AbortController();
    sending.set(key, stop);
    try {
      const onProgress = (progress: number) => change(key, { progress });
      receive(key, await upload(file, { token: secret, onProgress, signal: stop.signal }));
    } catch (cause) {
      if (!stop.signal.aborted)
        change(key, { state: "failed", message: cause instanceof Error ? cause.message : String(cause) });
    } finally {
      sending.delete(key);
    }
  };

  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    snapshot: () => files,
    remove,
    add(file) {
      const key = newKey();
      const refused = refusal(file, token());
      const entry: ShelfFile = {
        key,
        name: file.name,
        state: refused ? "failed" : "uploading",
        progress: 0,
        ...(refused && { message: refused }),
      };
      show([entry, ...files]);
      const secret = token();
      if (!refused && secret) void sendFile(key, file, secret);
      return key;
    },
    hear({ file_id, name, state, progress, message }) {
      const known = files.find((file) => file.file_id === file_id);
      const fields = { name, state, progress, ...(message && { message }) };
      if (known) change(known.key, fields);
      else show([{ key: file_id, file_id, ...fields }, ...files]);
    },
    async refresh() {
      const secret = token();
      if (!secret) return;
      const listed = await listFiles(secret);
      const unsent = files.filter(({ file_id }) => file_id === undefined);
      show([...unsent, ...listed.map((file) => merged(file, files))]);
    },
  };
}

function refusal(file: File, token: string | undefined): string | undefined {
  if (file.size > maxFileBytes) return "This file is larger than 25 MB. Split it, or drop a smaller one.";
  if (file.size === 0) return "This file is empty. Drop one with something in it.";
  return token ? undefined : "There is no connection yet. Drop the file again in a moment.";
}

async function listFiles(token: string): Promise<readonly Uploaded[]> {
  const response = await fetch("/api/files", { headers: { Authorization: `Bearer ${token}` } });
  if (!response.ok) return [];
  const body = (await response.json()) as { files?: readonly Uploaded[] } | readonly Uploaded[];
  return "files" in body ? (body.files ?? []) : (body as readonly Uploaded[]);
}

const merged = ({ file_id, name, state }: Uploaded, files: readonly ShelfFile[]): ShelfFile => {
  const known = files.find((file) => file.file_id === file_id);
  return { progress: state === "ready" ? 1 : 0, ...known, key: known?.key ?? file_id, file_id, name, state };
};
