// Courses over REST: a Markdown text comes in and is at hand when the answer goes out.
import type { Multipart } from "@fastify/multipart";
import { type Course, hasCode, PolylogueError } from "@polylogue/core";
import { CourseAnswer, CourseList, maxUploadBytes } from "@polylogue/protocol";
import type { FastifyInstance, FastifyRequest } from "fastify";
import * as z from "zod";
import type { Sessions } from "../auth/sessions.ts";
import type { CourseFile } from "../courses/catalogue.ts";
import { courseText } from "../courses/course-text.ts";
import type { CourseLibrary } from "../courses/library.ts";
import type { Callers } from "./caller.ts";
import { fault } from "./fault.ts";

const maxQuestionBytes = 1024 * 1024;
const longestName = 200;
const ImportQuery = z.object({ for: z.enum(["me", "everyone"]).default("me").describe("Who may learn from it") });

interface CourseRouteParts {
  readonly courses: CourseLibrary;
  readonly sessions: Sessions;
  readonly callers: Callers;
  /** Whether this caller may bring a course for everyone. */
  readonly mayPublish: (request: FastifyRequest) => Promise<boolean>;
}

export const courseRoutes = (
  app: FastifyInstance,
  { courses, sessions, callers, mayPublish }: CourseRouteParts,
): void => {
  const tags = ["courses"];
  app.post(
    "/api/courses",
    {
      schema: {
        summary: "Import a course (multipart, field `file`: Markdown, at most 25 MB; optional field `questions`: JSON)",
        tags,
        querystring: ImportQuery,
        response: { 201: CourseAnswer },
      },
    },
    async (request, reply) => {
      const caller = await callers.require(request, reply);
      if (!caller) return reply;
      const forEveryone = (request.query as z.infer<typeof ImportQuery>).for === "everyone";
      if (forEveryone && !(await mayPublish(request)))
        return fault(reply, 403, "forbidden", "A course for everyone needs the role admin. Import it for yourself.");
      try {
        const file = await courseFile(request);
        if (caller.session) await sessions.keep(caller.session);
        return reply.code(201).send(figures(await courses.add(forEveryone ? "everyone" : caller.user, file)));
      } catch (error) {
        const { message } = error as Error;
        if (hasCode(error, "file_unsupported")) return fault(reply, 415, "file_unsupported", message, { path: "file" });
        if (hasCode(error, "file_unreadable")) return fault(reply, 422, "file_unreadable", message, { path: "file" });
        if ((error as { statusCode?: number }).statusCode === 413) return fault(reply, 413, "too_large", tooLarge);
        if (hasCode(error, "bad_request")) return fault(reply, 400, "bad_request", message);
        throw error;
      }
    },
  );

  app.get(
    "/api/courses",
    { schema: { summary: "The courses that you may learn from, yours first", tags, response: { 200: CourseList } } },
    async (request, reply) => {
      const caller = await callers.require(request, reply);
      if (!caller) return reply;
      await courses.recall(caller.user.user_id);
      return { courses: courses.list(caller.user).map(figures) };
    },
  );
};

const figures = ({ course_id, title, sections, glossary, questions }: Course): CourseAnswer => ({
  course_id,
  title,
  sections: sections.length,
  segments: sections.reduce((sum, { segments }) => sum + segments.length, 0),
  terms: glossary.length,
  questions: questions.length,
});

const tooLarge = "A course may have at most 25 MB. Split it at a chapter, and import the parts.";

const bytesOf = async (part: Multipart): Promise<Uint8Array> => {
  if (part.type === "field") return new TextEncoder().encode(String(part.value));
  const bytes = await part.toBuffer();
  if (part.file.truncated) throw new PolylogueError("too_large", tooLarge);
  return bytes;
};

const needed = "Send the course as multipart/form-data: a Markdown file in the field `file`.";

/** Throws `bad_request`, `too_large`, `file_unsupported` or `file_unreadable`. */
const courseFile = async (request: FastifyRequest): Promise<CourseFile> => {
  if (!request.isMultipart()) throw new PolylogueError("bad_request", needed);
  const limits = { fileSize: maxUploadBytes, files: 2, fields: 4, fieldSize: maxQuestionBytes };
  let course: CourseFile | undefined;
  let questions: string | undefined;
  for await (const part of request.parts({ limits })) {
    const bytes = await bytesOf(part);
    if (part.fieldname === "file" && part.type === "file") {
      const name = (part.filename || "course.md").replaceAll(/[\p{Cc}/\\]/gu, "_").slice(-longestName);
      course = { name, markdown: courseText(bytes, name) };
    } else if (part.fieldname === "questions") questions = questionText(part, bytes);
  }
  if (!course) throw new PolylogueError("bad_request", needed);
  return questions === undefined ? course : { ...course, questions };
};

const questionText = (part: Multipart, bytes: Uint8Array): string => {
  const cut = part.type === "field" && part.valueTruncated;
  if (cut || bytes.byteLength > maxQuestionBytes)
    throw new PolylogueError("too_large", "The questions may have at most 1 MB. Leave out those of other courses.");
  return courseText(bytes, "The list of questions");
};
