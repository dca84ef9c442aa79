// Uploads over REST: a file comes in whole or not at all, and belongs to the user who sent it.
import { PolylogueError, type Shelf } from "@polylogue/core";
import { FileAnswer, maxUploadBytes } from "@polylogue/protocol";
import type { FastifyInstance } from "fastify";
import * as z from "zod";
import type { Sessions } from "../auth/sessions.ts";
import type { Intake } from "../files/intake.ts";
import type { Callers } from "./caller.ts";
import { fault, notFound } from "./fault.ts";

const FilePath = z.object({ id: z.string().max(256) });
const longestName = 200;

/** Fails at the end of a file that was cut off at the limit, so that nothing of it is kept. */
async function* whole(file: AsyncIterable<Uint8Array> & { truncated: boolean }): AsyncGenerator<Uint8Array> {
  yield* file;
  if (file.truncated)
    throw new PolylogueError("too_large", "A file may have at most 25 MB. Split it, or send the part that matters.");
}

interface FileRouteParts {
  readonly intake: Intake;
  readonly shelf: Shelf;
  readonly sessions: Sessions;
  readonly callers: Callers;
}

export const fileRoutes = (app: FastifyInstance, { intake, shelf, sessions, callers }: FileRouteParts): void => {
  const tags = ["files"];
  app.post(
    "/api/files",
    {
      schema: {
        summary: "Upload a file (multipart, field `file`, at most 25 MB)",
        tags,
        response: { 201: FileAnswer },
      },
    },
    async (request, reply) => {
      const caller = await callers.require(request, reply);
      if (!caller) return reply;
      if (!request.isMultipart())
        return fault(reply, 400, "bad_request", "Send the file as multipart/form-data in the field `file`.", {
          path: "file",
        });
      const part = await request.file({ limits: { fileSize: maxUploadBytes, files: 1 } });
      if (part?.fieldname !== "file")
        return fault(reply, 400, "bad_request", "The form has no file in the field `file`.", { path: "file" });
      if (caller.session) await sessions.keep(caller.session);
      const file = await intake.take(caller.user, {
        name: (part.filename || "file").replaceAll(/[\p{Cc}/\\]/gu, "_").slice(-longestName),
        mediaType: part.mimetype,
        bytes: whole(part.file),
      });
      return reply
        .code(201)
        .send({ file_id: file.file_id, name: file.name, media_type: file.mediaType, size: file.bytes });
    },
  );

  app.get("/api/files", { schema: { summary: "Your files, newest first", tags } }, async (request, reply) => {
    const caller = await callers.require(request, reply);
    if (!caller) return reply;
    const files = await shelf.list(caller.user);
    return {
      files: files.map(({ file_id, name, mediaType, bytes, state, message, uploadedAt }) => ({
        file_id,
        name,
        media_type: mediaType,
        size: bytes,
        state,
        ...(message !== undefined && { message }),
        uploaded_at: uploadedAt,
      })),
    };
  });

  app.delete(
    "/api/files/:id",
    { schema: { summary: "Remove a file", tags, params: FilePath } },
    async (request, reply) => {
      const caller = await callers.require(request, reply);
      if (!caller) return reply;
      const { id } = request.params as z.infer<typeof FilePath>;
      if (!(await intake.remove(caller.user, id))) return notFound(reply, "file");
      return reply.code(204).send();
    },
  );
};
