// Courses of a running server, over its REST calls.
import { readFile } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { PolylogueError } from "@polylogue/core";
import { CourseAnswer, CourseList, SessionAnswer } from "@polylogue/protocol";

export interface CourseServer {
  readonly url: string;
  readonly token?: string | undefined;
}

interface Call {
  readonly method?: "POST";
  readonly body?: FormData;
  readonly token?: string;
}

/** Answers the body; throws with the server's own sentence when it refuses. */
const call = async (url: string, path: string, { method, body, token }: Call): Promise<unknown> => {
  if (!URL.canParse(url))
    throw new PolylogueError(
      "config.invalid",
      `"${url}" is not the address of a server. It looks like http://127.0.0.1:8787.`,
    );
  const answer = await fetch(new URL(path, url.replace(/^ws/, "http")), {
    ...(method && { method }),
    ...(body && { body }),
    ...(token !== undefined && { headers: { authorization: `Bearer ${token}` } }),
  }).catch((cause: unknown) => {
    throw new PolylogueError("unavailable", `Is a server running at ${url}? Start one with: polylogue start`, {
      cause,
    });
  });
  const said = (await answer.json().catch(() => ({}))) as { message?: string };
  if (answer.ok) return said;
  throw new PolylogueError("bad_request", said.message ?? `The server refused this with status ${answer.status}.`);
};

/** The credential that was given, or that of a session without one. */
const credential = async ({ url, token }: CourseServer): Promise<string> =>
  token ?? SessionAnswer.parse(await call(url, "/api/sessions", { method: "POST" })).session_token;

const contentOf = async (path: string): Promise<Blob> => {
  const bytes = await readFile(resolve(path)).catch((cause: unknown) => {
    throw new PolylogueError("not_found", `${path} cannot be read. Check the path.`, { cause });
  });
  return new Blob([bytes]);
};

const figures = ({ title, course_id, sections, segments, terms, questions }: CourseAnswer) =>
  `${title} (${course_id}): ${sections} sections, ${segments} segments, ${terms} terms, ${questions} questions`;

/** Without a token there is nobody to import for, so the course becomes everyone's. Answers what was found in it. */
export const importCourse = async (
  path: string,
  { questions, ...server }: CourseServer & { readonly questions?: string | undefined },
): Promise<string> => {
  const form = new FormData();
  form.append("file", await contentOf(path), basename(path));
  if (questions !== undefined) form.append("questions", await contentOf(questions), basename(questions));
  const address = server.token === undefined ? "/api/courses?for=everyone" : "/api/courses";
  const token = await credential(server);
  return figures(CourseAnswer.parse(await call(server.url, address, { method: "POST", body: form, token })));
};

export const listCourses = async (server: CourseServer): Promise<string[]> => {
  const token = await credential(server);
  return CourseList.parse(await call(server.url, "/api/courses", { token })).courses.map(figures);
};
