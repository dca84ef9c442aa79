// The Store over a database that speaks SQL: each method of the port is one operation that the driver runs.
import type { Store } from "@polylogue/core";
import { exportParts } from "./export.ts";
import type { Read, Write } from "./operations.ts";

const exportPageRows = 500;

async function* exportUser(read: Read, user_id: string): ReturnType<Store["exportUser"]> {
  for (const part of exportParts) {
    for (let offset = 0; ; offset += exportPageRows) {
      const page = await read("exportPage", { user_id, part, offset, limit: exportPageRows });
      for (const record of page) yield { part, record };
      if (page.length < exportPageRows) break;
    }
  }
}

export const sqlStore = (driver: {
  readonly epoch: number;
  readonly read: Read;
  readonly write: Write;
  readonly close: () => Promise<void>;
}): Store => {
  const { epoch, read, write, close } = driver;
  return {
    epoch,
    close,
    ping: async () => void (await read("head", "")),

    openSession: (session) => write("openSession", session),
    sessionByToken: (hash) => read("sessionByToken", hash),
    addToken: (session_id, token_hash) => write("addToken", { session_id, token_hash }),
    extendSession: (session_id, expires_at) => write("extendSession", { session_id, expires_at }),
    revokeSession: (session_id) => write("revokeSession", session_id),
    revokedSince: (since) => read("revokedSince", since),
    putTicket: (ticket) => write("putTicket", ticket),
    takeTicket: (hash) => write("takeTicket", hash),

    accept: (request) => write("accept", request),
    claim: (request) => write("claim", request),
    append: (request) => write("append", request),
    finish: (request) => write("finish", request),
    release: (request) => write("release", request),
    cancel: (request) => write("cancel", request),
    renew: (request) => write("renew", request),

    facts: (session_id, after, limit) => read("facts", { session_id, after, limit }),
    head: (session_id) => read("head", session_id),
    report: (session_id, facts) => write("report", { session_id, facts }),

    conversations: (user_id, page) => read("conversations", { user_id, ...page }),
    conversation: (user_id, id) => read("conversation", { user_id, id }),
    messages: (conversation_id, page) => read("messages", { conversation_id, ...page }),

    recorded: (scope, key) => read("recorded", { scope, key }),
    record: (entry, fence) => write("record", { entry, fence }),

    addFile: (file) => write("addFile", file),
    markFile: (file_id, mark) => write("markFile", { file_id, ...mark }),
    files: (user_id) => read("files", user_id),
    file: (user_id, file_id) => read("file", { user_id, file_id }),
    filesInReading: () => read("filesInReading", undefined),
    removeFile: (user_id, file_id) => write("removeFile", { user_id, file_id }),

    memory: (user_id, key) => read("memory", { user_id, key }),
    remember: (user_id, key, value) => write("remember", { user_id, key, value }),
    audit: (entry) => write("audit", entry),
    exportUser: (user_id) => exportUser(read, user_id),
    eraseUser: (user_id) => write("eraseUser", user_id),
  };
};
