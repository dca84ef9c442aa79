// To which section of a course a question from a file belongs.
import type { CourseQuestion, CourseSection } from "@polylogue/core";
import type { PlacedQuestion } from "./question.ts";

/** Without a place is what stands beside the sections, for all of them. */
export const placed = <Found extends object>(
  found: Found,
  section_id: string | undefined,
): Found & { section_id?: string } => (section_id === undefined ? found : { ...found, section_id });

const oneSpelling = (text: string) =>
  text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/** Any title above a section may be meant by a chapter; where two places read alike the first is. */
const placesIn = (sections: readonly CourseSection[]) => {
  const chapters = new Set<string>();
  const places = new Map<string, string>();
  const name = (chapter: string, title: string, id: string) => {
    const place = `${chapter}\n${title}`;
    if (!places.has(place)) places.set(place, id);
  };
  for (const { id, title, path } of sections) {
    const spelled = oneSpelling(title);
    name("", spelled, id);
    for (const above of path.map(oneSpelling)) {
      chapters.add(above);
      name(above, spelled, id);
    }
  }
  return { chapters, places };
};

/** Those of other chapters are left out, so that one file may serve a whole book. */
export const inSections = (
  questions: readonly PlacedQuestion[],
  sections: readonly CourseSection[],
): Omit<CourseQuestion, "id">[] => {
  const { chapters, places } = placesIn(sections);
  return questions.flatMap(({ chapter = "", section = "", ...question }) => {
    const spelled = oneSpelling(chapter);
    if (spelled !== "" && !chapters.has(spelled)) return [];
    return [placed(question, places.get(`${spelled}\n${oneSpelling(section)}`))];
  });
};
