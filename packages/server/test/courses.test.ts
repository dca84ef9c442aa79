// Courses on a real server: imported over REST and by the command, kept over a restart, refused in plain words.
import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { holds, removeFolder, startServer, type TestServer, temporaryFolder } from "./server.ts";
import type { Frame } from "./talk.ts";

const command = fileURLToPath(new URL("../bundle/cli.js", import.meta.url));
const rivers =
  "# Rivers\n\n## Springs\n\nA river begins at a spring. Rain feeds it.\n\n### Glossary\n\n- **spring**: where it begins\n";
const questions = JSON.stringify([{ section: "Springs", question: "Where?", options: ["spring", "sea"], answer: "A" }]);
const shipped = { course_id: "how-the-internet-works", title: "How the Internet Works", sections: 4, questions: 8 };

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(async () => {
  await server.stop();
  removeFolder(server.dataDir);
});

const session = async (): Promise<string> =>
  ((await (await server.call("POST", "/api/sessions")).json()) as Frame).session_token;

const send = (token: string, content: BlobPart, { name = "rivers.md", path = "/api/courses", more = "" } = {}) => {
  const form = new FormData();
  form.append("file", new Blob([content]), name);
  if (more !== "") form.append("questions", more);
  return server.call("POST", path, token, form);
};

const listed = async (token: string): Promise<Frame[]> =>
  ((await (await server.call("GET", "/api/courses", token)).json()) as { courses: Frame[] }).courses;

describe("S1.9 POST /api/courses", () => {
  it("answers what was found, and the course is its user's alone, before the shipped one", async () => {
    const [mine, other] = [await session(), await session()];
    const answer = await send(mine, rivers, { more: questions });
    expect(answer.status).toBe(201);
    const figures = { course_id: "rivers", title: "Rivers", sections: 1, segments: 1, terms: 1, questions: 1 };
    expect(await answer.json()).toEqual(figures);
    expect(await listed(mine)).toMatchObject([figures, shipped]);
    expect(await listed(other)).toMatchObject([shipped]);
  });

  it("takes a text without headings as one section", async () => {
    const answer = await send(await session(), "Water falls. It flows.", { name: "water.md" });
    expect(await answer.json()).toMatchObject({ title: "Water", sections: 1, segments: 1 });
  });

  it.each([
    ["an empty file", " \n", 422, "file_unreadable", /is empty/],
    ["a text with nothing to teach", "# Title\n", 422, "file_unreadable", /no sentences/],
    ["a PDF", "%PDF-1.7 …", 415, "file_unsupported", /not Markdown/],
    ["bytes", new Uint8Array([0xff, 0xfe, 0, 1]), 415, "file_unsupported", /UTF-8/],
    ["what is too large", "a word. ".repeat(3_400_000), 413, "too_large", /25 MB/],
  ])("refuses %s in plain words, and keeps nothing", async (_, content, status, code, sentence) => {
    const token = await session();
    const answer = await send(token, content as BlobPart, { name: "odd.md" });
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ code, message: expect.stringMatching(sentence) });
    expect(await listed(token)).toHaveLength(1);
    expect(holds(server.dataDir, "odd.md")).toEqual([]);
  });

  it("refuses questions that are none, a form without a file, and whoever has no credential", async () => {
    const token = await session();
    const wrong = await send(token, rivers, { more: '{"no": "list"}' });
    expect([wrong.status, await wrong.json()]).toMatchObject([400, { code: "bad_request", message: /JSON list/ }]);
    const form = new FormData();
    form.append("questions", questions);
    expect((await server.call("POST", "/api/courses", token, form)).status).toBe(400);
    expect((await server.call("POST", "/api/courses", token)).status).toBe(400);
    expect((await send("nobody", rivers)).status).toBe(401);
  });

  it("P18 is exported by name and erased with its user", async () => {
    const token = await session();
    await send(token, rivers.replaceAll("Rain", "Marzipanrain"), { name: "secretive.md" });
    const exported = (await (await server.call("GET", "/api/me/export", token)).json()) as { records: Frame[] };
    expect(exported.records).toContainEqual({
      part: "course",
      record: expect.objectContaining({ course_id: "rivers", name: "secretive.md", title: "Rivers" }),
    });
    expect(holds(server.dataDir, "Marzipanrain")).not.toEqual([]);
    expect((await server.call("DELETE", "/api/me", token)).status).toBe(204);
    for (const word of ["Marzipanrain", "secretive.md"]) expect(holds(server.dataDir, word)).toEqual([]);
  });

  it("a course for everyone is there for all, also after a restart; in production only an admin brings one", async () => {
    const dataDir = temporaryFolder();
    const secret = "a secret of at least thirty-two letters";
    const first = await startServer({}, dataDir);
    const begun = (await (await first.call("POST", "/api/sessions")).json()) as Frame;
    const form = new FormData();
    form.append("file", new Blob([rivers]), "rivers.md");
    expect((await first.call("POST", "/api/courses?for=everyone", begun.session_token, form)).status).toBe(201);
    await first.stop();
    const second = await startServer({ POLYLOGUE_MODE: "production", JWT_SECRET: secret, ANONYMOUS: "on" }, dataDir);
    try {
      const { session_token } = (await (await second.call("POST", "/api/sessions")).json()) as Frame;
      const { courses } = (await (await second.call("GET", "/api/courses", session_token)).json()) as Frame;
      expect(courses).toMatchObject([{ title: "Rivers" }, shipped]);
      const again = new FormData();
      again.append("file", new Blob([rivers]), "rivers.md");
      expect((await second.call("POST", "/api/courses?for=everyone", session_token, again)).status).toBe(403);
    } finally {
      await second.stop();
      removeFolder(dataDir);
    }
  });
});

describe("polylogue course", () => {
  const polylogue = (...args: string[]) =>
    new Promise<{ code: number; out: string; err: string }>((resolve) => {
      const env = { PATH: process.env.PATH ?? "", NO_COLOR: "1" };
      execFile(process.execPath, [command, "course", ...args, "--url", server.url], { env }, (error, out, err) =>
        resolve({ code: typeof error?.code === "number" ? error.code : 0, out, err }),
      );
    });

  it("imports files, for everyone or for the token's user, and lists them", async () => {
    const folder = temporaryFolder();
    const path = (name: string, text: string) => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    };
    const [lakes, seas] = ["Lakes", "Seas"].map((title) => path(`${title}.md`, rivers.replaceAll("Rivers", title)));
    const imported = await polylogue("import", lakes ?? "", seas ?? "", "--questions", path("q.json", questions));
    expect(imported).toEqual({
      code: 0,
      err: "",
      out: "Lakes (lakes): 1 sections, 1 segments, 1 terms, 1 questions\nSeas (seas): 1 sections, 1 segments, 1 terms, 1 questions\n",
    });
    const token = await session();
    await polylogue("import", path("own.md", rivers.replaceAll("Rivers", "Own")), "--token", token);
    expect((await polylogue("list")).out).toMatch(/^Seas[\s\S]*Lakes[\s\S]*How the Internet Works/);
    expect((await polylogue("list")).out).not.toContain("Own");
    expect((await polylogue("list", "--token", token)).out).toMatch(/^Own/);
    expect(await polylogue("import", join(folder, "none.md"))).toMatchObject({
      code: 2,
      err: /none\.md cannot be read/,
    });
    removeFolder(folder);
  });
});
