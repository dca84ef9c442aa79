// `polylogue course`: brings courses to a running server, and lists those that are there.
import { defineCommand } from "citty";

const server = {
  url: { type: "string", description: "Where the server is", default: "http://127.0.0.1:8787", valueHint: "http://…" },
  token: {
    type: "string",
    description: "A JWT or a session token: whose courses; without it, everyone's",
    valueHint: "…",
  },
} as const;

const run = async (command: (course: typeof import("./course-client.ts")) => Promise<void>): Promise<void> => {
  try {
    await command(await import("./course-client.ts"));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 2;
  }
};

const print = (line: string) => void process.stdout.write(`${line}\n`);

const importCommand = defineCommand({
  meta: { name: "import", description: "Import Markdown books or chapters, each as a course" },
  args: {
    files: { type: "positional", description: "Markdown files", valueHint: "FILE…" },
    questions: { type: "string", description: "Questions with their answers: a JSON list", valueHint: "FILE" },
    ...server,
  },
  run: ({ args }) =>
    run(async ({ importCourse }) => {
      for (const path of args._) print(await importCourse(path, args));
    }),
});

const listCommand = defineCommand({
  meta: { name: "list", description: "List the courses that one may learn from" },
  args: server,
  run: ({ args }) =>
    run(async ({ listCourses }) => {
      for (const line of await listCourses(args)) print(line);
    }),
});

export const course = defineCommand({
  meta: { name: "course", description: "Import courses into a running server, and list them" },
  subCommands: { import: importCommand, list: listCommand },
});
