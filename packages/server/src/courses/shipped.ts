// The courses that come with the product, as files.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { CourseFile } from "./catalogue.ts";

/** By name; none where the folder is missing. */
export const shippedCourses = async (folder: string): Promise<CourseFile[]> => {
  const names = await readdir(folder).catch(() => []);
  const courses = names.filter((name) => name.endsWith(".md")).sort();
  return Promise.all(courses.map(async (name) => ({ name, markdown: await readFile(join(folder, name), "utf8") })));
};
