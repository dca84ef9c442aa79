// "What is X" answered from the course's own glossary: which term is meant, and the passage that its entry makes.
import { type Course, type CoursePassage, type CourseTerm, terms } from "@polylogue/core";

const asksForMeaning =
  /\b(?:what(?:'?s| is| are| was| were)|define|definition of|meaning of|what do(?:es)?(?: you mean by)?|who (?:is|are)|explain what)\s+(?:an? |the |is |are )*(?<subject>[^?.!]{2,80}?)(?:\s+(?:mean|stand for|called|again|exactly|please))*\s*[?.!]*$/i;

const bracketed = /\(([^)]*)\)/g;

/** Its words, and its abbreviation where one stands in brackets. */
const namesOf = ({ term }: CourseTerm): string[] => [
  terms(term.replaceAll(bracketed, "")).join(" "),
  ...[...term.matchAll(bracketed)].map(([, inside = ""]) => terms(inside).join(" ")),
];

const isReference = /^see (?:also )?(?<term>.+)$/i;

const named = (glossary: readonly CourseTerm[], subject: string): CourseTerm | undefined => {
  const asked = terms(subject).join(" ");
  return asked === "" ? undefined : glossary.find((term) => namesOf(term).includes(asked));
};

/** The term that is asked for, and only that: "what is the role of X" asks for more than its meaning. */
export const termAskedFor = ({ glossary }: Course, text: string): CourseTerm | undefined => {
  const subject = asksForMeaning.exec(text)?.groups?.subject;
  const found = subject === undefined ? undefined : named(glossary, subject);
  const other = found && isReference.exec(found.definition)?.groups?.term;
  return other ? (named(glossary, other) ?? found) : found;
};

const sentence = (text: string): string => (/[.!?]["'”’)]*$/.test(text) ? text : `${text}.`);
const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** As material: "Chloroplast: plant cell organelle that carries out photosynthesis." */
export const glossaryPassage = (course: Course, { term, definition, section_id }: CourseTerm): CoursePassage => {
  const section = course.sections.find(({ id }) => id === section_id);
  const name = term.replaceAll(bracketed, "").trim();
  return {
    text: sentence(`${capital(name)}: ${definition}`),
    source: [...(section?.path ?? [course.title]), "Glossary"].join(" › "),
    score: Number.MAX_SAFE_INTEGER,
    section_id: section_id ?? "",
    segment_id: "",
  };
};

/** An entry of the glossary belongs to no segment. */
export const isDefinition = ({ segment_id }: CoursePassage): boolean => segment_id === "";
