// The body of every REST answer that is not a success: the fields of an `error` frame.
import { type ErrorCode, errorCodes, type Fault } from "@polylogue/protocol";
import type { FastifyReply } from "fastify";

export const faultBody = (code: ErrorCode, message: string, detail: Partial<Fault> = {}): Fault => ({
  code,
  message,
  retryable: errorCodes[code].retryable,
  ...detail,
});

export const fault = (
  reply: FastifyReply,
  status: number,
  code: ErrorCode,
  message: string,
  detail?: Partial<Fault>,
): FastifyReply => reply.code(status).send(faultBody(code, message, detail));

export const notFound = (reply: FastifyReply, what: string): FastifyReply =>
  fault(reply, 404, "not_found", `There is no such ${what}.`);
