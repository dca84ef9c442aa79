// How far a learner is, put into words: the outline with marks, the progress, what is left, what to study next.
import type { Course, CourseSection } from "@polylogue/core";
import { counted, listed, strong } from "../../files/wording.ts";
import { firstUnfinished, type Learner, nextPlaced } from "../learner.ts";
import { boldPlace, type Part, partHolding, partsOf } from "../place.ts";
import { isFinished, type Progress, percentOf, progressOf, recentlyWeak } from "../progress.ts";

const sectionsNamed = 5;
/** With headings beneath headings an outline of more lines than this is shown by its first level alone. */
const mostLines = 40;

const ofPart = ({ segments }: Part, { finished }: Learner) => {
  const done = new Set(finished);
  return { finished: segments.filter(({ segment }) => done.has(segment.id)).length, total: segments.length };
};

const marked = (part: Part, learner: Learner): string => {
  const percent = percentOf(ofPart(part, learner));
  return percent === 100 ? " ✓" : percent === 0 ? "" : ` (${percent}%)`;
};

const outlineLines = (parts: readonly Part[], learner: Learner, here: Part | undefined, depth: number): string[] =>
  parts.flatMap((part) => [
    `${"   ".repeat(depth)}- ${part.number} ${depth === 0 ? strong(part.title) : part.title}${marked(part, learner)}${part.number === here?.number ? " ← you are here" : ""}`,
    ...outlineLines(part.parts, learner, here, depth + 1),
  ]);

export const outlineOf = (course: Course, learner: Learner): string => {
  const parts = partsOf(course);
  const here = partHolding(course, learner.section_id);
  const lines = outlineLines(parts, learner, here, 0);
  const shown =
    lines.length <= mostLines
      ? lines
      : outlineLines(
          parts.map((part) => ({ ...part, parts: [] })),
          learner,
          here,
          0,
        );
  return `${strong(course.title)} has ${counted(parts.length, "section")}:\n\n${shown.join("\n")}\n\nSay “go to section 2”, or “continue”.`;
};

/** "section 1 of 3". */
export const ordinalOf = (course: Course, section_id: string): string => {
  const parts = partsOf(course);
  const at = parts.findIndex(({ number }) => number === partHolding(course, section_id)?.number);
  return `section ${at + 1} of ${parts.length}`;
};

export const whereOf = (course: Course, learner: Learner): string => {
  const next = nextPlaced(course, learner);
  const percent = progressOf(course, learner).percent;
  if (!next) return `You are at the end of ${strong(course.title)}, with ${percent}% of it finished.`;
  return `You are in ${ordinalOf(course, next.section.id)} of ${strong(course.title)}. Next is ${boldPlace(next)}. You have finished ${percent}% of the course.`;
};

const titles = (sections: readonly CourseSection[]): string =>
  listed(
    sections.map(({ title }) => strong(title)),
    sectionsNamed,
  );

const quizWords = (course: Course, learner: Learner, { right, asked }: Progress): string => {
  if (asked === 0) return "You have not answered quiz questions yet: say “quiz me”.";
  const weak = recentlyWeak(course, learner);
  const advice = weak.length === 0 ? "" : ` Look again at ${titles(weak)}.`;
  return `Of ${counted(asked, "quiz question")} you had ${right} right (${percentOf({ finished: right, total: asked })}%).${advice}`;
};

export const progressWords = (course: Course, learner: Learner): string => {
  const progress = progressOf(course, learner);
  const done = progress.sections.filter(isFinished);
  const lines = partsOf(course).map((part) => {
    const percent = percentOf(ofPart(part, learner));
    return `- ${part.number} ${part.title}: ${percent === 100 ? "finished ✓" : percent === 0 ? "not begun" : `${percent}%`}`;
  });
  return [
    `You have finished **${progress.percent}%** of ${strong(course.title)}: ${progress.finished} of ${counted(progress.total, "part")}, ${done.length} of ${counted(progress.sections.length, "section")} whole.`,
    lines.join("\n"),
    quizWords(course, learner, progress),
    nextWords(course, learner),
  ]
    .filter(Boolean)
    .join("\n\n");
};

const nextWords = (course: Course, learner: Learner): string => {
  const next = nextPlaced(course, learner);
  return next ? `Next is ${boldPlace(next)}: say “continue”.` : "";
};

export const leftOf = (course: Course, learner: Learner): string => {
  const { sections, finished, total } = progressOf(course, learner);
  const open = sections.filter((one) => !isFinished(one));
  if (open.length === 0)
    return `Nothing is left of ${strong(course.title)}: you have finished all of it. Say “quiz me” to see what stayed.`;
  const lines = open.map(
    ({ section, finished: done, total: all }) => `- ${strong(section.title)}: ${all - done} of ${counted(all, "part")}`,
  );
  return `Left of ${strong(course.title)} ${total - finished === 1 ? "is" : "are"} ${counted(total - finished, "part")} in ${counted(open.length, "section")}:\n\n${lines.join("\n")}\n\n${nextWords(course, learner)}`.trim();
};

/** What quizzes showed to be weak comes first, then what is next in order. */
export const adviceFor = (course: Course, learner: Learner): string => {
  const [weak] = recentlyWeak(course, learner);
  const next = nextPlaced(course, learner) ?? firstUnfinished(course, learner);
  if (weak) {
    const otherwise = next ? ` After that, go on with ${strong(next.section.title)}.` : "";
    return `Study ${strong(weak.title)} again: in quizzes on it you were wrong more often than right. Say “go to ${weak.title}”.${otherwise}`;
  }
  if (!next)
    return `You have finished ${strong(course.title)}, and no section stands out as weak. Say “quiz me” to keep it fresh.`;
  return `Go on with ${boldPlace(next)}, which is next in order: say “continue”.`;
};
