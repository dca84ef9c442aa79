// The list of imported courses and their texts, behind the Files port: who each belongs to, and under which key it lies.
import type { Files } from "@polylogue/core";
import * as z from "zod";
import { hashOf } from "../auth/sessions.ts";

const Entry = z.object({
  course_id: z.string(),
  /** Absent for a course that everyone may learn from. */
  user_id: z.string().optional(),
  /** The file that it came from. */
  name: z.string(),
  title: z.string(),
  added_at: z.number(),
  bytes: z.number(),
  has_questions: z.boolean(),
});
export type CatalogueEntry = z.infer<typeof Entry>;

export interface CourseFile {
  readonly name: string;
  readonly markdown: string;
  readonly questions?: string;
}

export interface Catalogue {
  /** Newest first. */
  readonly entries: readonly CatalogueEntry[];
  load(): Promise<void>;
  /** Instead of the one of the same owner and id. */
  put(entry: CatalogueEntry, file: CourseFile): Promise<void>;
  read(entry: CatalogueEntry): Promise<CourseFile | undefined>;
  /** Everything of a user. */
  forget(user_id: string): Promise<void>;
}

const listKey = "courses/list.json";
const folderOf = (user_id: string | undefined) =>
  user_id === undefined ? "courses/everyone" : `courses/user-${hashOf(user_id)}`;
const keyOf = ({ user_id, course_id }: CatalogueEntry) => `${folderOf(user_id)}/${course_id}`;

const bytesOf = (text: string) => new TextEncoder().encode(text);
const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

const isSame = (a: CatalogueEntry, b: CatalogueEntry) => a.user_id === b.user_id && a.course_id === b.course_id;

export const catalogue = (files: Files): Catalogue => {
  let entries: readonly CatalogueEntry[] = [];
  let changing: Promise<unknown> = Promise.resolve();

  /** One change after another: each writes the whole list, and none removes what another is writing. */
  const inTurn = (change: () => Promise<void>): Promise<void> => {
    const done = changing.then(change);
    changing = done.catch(() => undefined);
    return done;
  };
  const keep = async (next: readonly CatalogueEntry[]): Promise<void> => {
    await files.write(listKey, bytesOf(JSON.stringify(next)));
    entries = next;
  };

  return {
    get entries() {
      return entries;
    },
    async load() {
      const list = await files.read(listKey);
      entries = list ? z.array(Entry).parse(JSON.parse(textOf(list))) : [];
    },
    put: (entry, { markdown, questions }) =>
      inTurn(async () => {
        // The texts first: what is listed can be read.
        await files.write(`${keyOf(entry)}/course.md`, bytesOf(markdown));
        if (questions !== undefined) await files.write(`${keyOf(entry)}/questions.json`, bytesOf(questions));
        await keep([entry, ...entries.filter((other) => !isSame(other, entry))]);
      }),
    async read(entry) {
      const markdown = await files.read(`${keyOf(entry)}/course.md`);
      const questions = entry.has_questions ? await files.read(`${keyOf(entry)}/questions.json`) : undefined;
      return (
        markdown && { name: entry.name, markdown: textOf(markdown), ...(questions && { questions: textOf(questions) }) }
      );
    },
    forget: (user_id) =>
      inTurn(async () => {
        await files.remove(`${folderOf(user_id)}/`);
        if (entries.some((entry) => entry.user_id === user_id))
          await keep(entries.filter((entry) => entry.user_id !== user_id));
      }),
  };
};
