// A file from this machine to the server, and what becomes of it there.
import { readFile } from "node:fs/promises";
import { basename, resolve } from "node:path";
import type { AgentClient } from "@polylogue/client";
import { PolylogueError } from "@polylogue/core";

export interface Uploader {
  readonly url: string;
  readonly client: AgentClient;
  /** Told when the file has arrived, and when it has been read or cannot be. */
  tell(text: string): void;
}

export const upload = async (path: string, { url, client, tell }: Uploader): Promise<void> => {
  if (path === "") throw new PolylogueError("bad_request", "Say which file: /file PATH");
  const bytes = await readFile(resolve(path)).catch((cause: unknown) => {
    throw new PolylogueError("not_found", `${path} cannot be read. Check the path.`, { cause });
  });
  const form = new FormData();
  form.append("file", new Blob([bytes]), basename(path));
  const stop = client.on("file_state", ({ name, state, message }) => {
    if (name !== basename(path) || state === "reading") return;
    stop();
    tell(state === "ready" ? `${name} has been read: ask about it.` : `${name} could not be read. ${message ?? ""}`);
  });
  try {
    await post(url, form, client.session?.session_token ?? "");
    tell(`${basename(path)} is uploaded and being read …`);
  } catch (error) {
    stop();
    throw error;
  }
};

const post = async (url: string, form: FormData, token: string): Promise<void> => {
  const address = new URL("/api/files", url.replace(/^ws/, "http"));
  const answer = await fetch(address, { method: "POST", body: form, headers: { authorization: `Bearer ${token}` } });
  if (answer.ok) return;
  const { message } = (await answer.json().catch(() => ({}))) as { message?: string };
  throw new PolylogueError("bad_request", message ?? `The server refused the file with status ${answer.status}.`);
};
