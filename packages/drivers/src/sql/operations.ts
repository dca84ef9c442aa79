// Every operation of the Store by name, so that a driver can run it wherever its connection lives.
import { accept } from "./accept.ts";
import { claim } from "./claim.ts";
import { conversation, conversations, messages } from "./conversations.ts";
import { exportPage } from "./export.ts";
import { facts, head, report } from "./facts.ts";
import { addFile, file, files, filesInReading, markFile, removeFile } from "./files.ts";
import { append, cancel, finish } from "./finish.ts";
import { record, recorded } from "./journal.ts";
import { release, releaseAll, renew } from "./lease.ts";
import { addToken, extendSession, openSession, revokedSince, revokeSession, sessionByToken } from "./sessions.ts";
import type { Moment, Operation } from "./statement.ts";
import { putTicket, takeTicket } from "./tickets.ts";
import { audit, eraseUser, memory, remember } from "./users.ts";

export const writes = {
  accept,
  addFile,
  addToken,
  append,
  audit,
  cancel,
  claim,
  eraseUser,
  extendSession,
  finish,
  markFile,
  openSession,
  putTicket,
  record,
  release,
  releaseAll,
  remember,
  removeFile,
  renew,
  report,
  revokeSession,
  takeTicket,
};

export const reads = {
  conversation,
  conversations,
  exportPage,
  facts,
  file,
  files,
  filesInReading,
  head,
  memory,
  messages,
  recorded,
  revokedSince,
  sessionByToken,
};

type Asked = (input: never, moment: Moment) => Operation<unknown>;
type InputOf<Of extends Asked> = Of extends (input: infer Input, moment: Moment) => Operation<unknown> ? Input : never;
type AnswerOf<Of extends Asked> = ReturnType<Of> extends Operation<infer Answer> ? Answer : never;

export type WriteName = keyof typeof writes;
export type ReadName = keyof typeof reads;

/** Runs a named operation in a transaction; what resolves has been committed. */
export type Write = <Name extends WriteName>(
  name: Name,
  input: InputOf<(typeof writes)[Name]>,
) => Promise<AnswerOf<(typeof writes)[Name]>>;

export type Read = <Name extends ReadName>(
  name: Name,
  input: InputOf<(typeof reads)[Name]>,
) => Promise<AnswerOf<(typeof reads)[Name]>>;

type Anything = (input: unknown, moment: Moment) => Operation<unknown>;

const byName = new Map(Object.entries({ ...writes, ...reads }) as [string, Anything][]);

/** An operation whose name and input came from another thread, where the types were checked. */
export const operationNamed = (name: string, input: unknown, moment: Moment): Operation<unknown> => {
  const operation = byName.get(name);
  if (!operation) throw new TypeError(`the store has no operation ${name}`);
  return operation(input, moment);
};
