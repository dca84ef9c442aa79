// How a Markdown text divides into chapters and sections, and which of its headings only serve them.
import { markdownSections, plainText, type Section } from "@polylogue/core";

/** What stands under a heading that serves a section and is not taught itself. */
export type Role = "text" | "objectives" | "summary" | "glossary" | "questions" | "answers" | "apart";

export interface Piece {
  readonly role: Role;
  /** The headings inside the section. */
  readonly path: readonly string[];
  readonly text: string;
}

export interface OutlinedSection {
  /** From the chapter down to the section. */
  readonly path: readonly string[];
  /** Whether this is what a chapter says beside its sections: before them, or for all of them. */
  readonly isChapter: boolean;
  readonly pieces: readonly Piece[];
}

export interface Outline {
  readonly title: string;
  readonly sections: readonly OutlinedSection[];
}

const roles: readonly (readonly [Exclude<Role, "text">, RegExp])[] = [
  ["objectives", /^(?:(?:learning|section|chapter) )?(?:objectives|outcomes|goals)$/i],
  ["summary", /^(?:(?:section|chapter) )?summary$|^(?:in summary|key (?:points|takeaways))$/i],
  ["glossary", /^(?:glossary|key terms|vocabulary|terms)$/i],
  ["answers", /^(?:answers?|answer key|solutions?)(?: to .{1,60})?$/i],
  [
    "questions",
    /^(?:(?:review|self-check|practice|quiz|test|study) questions|questions|quiz|check your (?:knowledge|understanding))$/i,
  ],
  [
    "apart",
    /^(?:references|bibliography|further reading|acknowledge?ments|table of contents|contents|about the author)$/i,
  ],
];

const roleOf = (title: string): Role => roles.find(([, pattern]) => pattern.test(title.trim()))?.[0] ?? "text";

/** The heading that serves, if the text stands under one: its role and how deep it stands. */
const serving = (path: readonly string[]): { role: Role; depth: number } => {
  const depth = path.findIndex((title) => roleOf(title) !== "text");
  return depth < 0 ? { role: "text", depth: path.length } : { role: roleOf(path[depth] ?? ""), depth };
};

const objectivesInText =
  /^[ \t]*(?:\*\*|__)?(?:learning )?objectives(?:\*\*|__)?:?[ \t]*$|you (?:will|should) be able to:?[ \t]*$/im;

/** How many headings lead to a section: the chapter's and its own, where chapters have sections; deeper where objectives stand deeper. */
const sectionDepth = (sections: readonly Section[]): number => {
  const paths = sections.map(({ path }) => path.slice(0, serving(path).depth)).filter(({ length }) => length > 0);
  const tops = new Set(paths.map(([top]) => top));
  const divided = new Set(paths.filter(({ length }) => length > 1).map(([top]) => top));
  const plain = divided.size * 2 >= tops.size && tops.size > 0 ? 2 : 1;
  const depths = sections.flatMap(({ path, text }) => {
    const { role, depth } = serving(path);
    return role === "objectives" || (role === "text" && objectivesInText.test(text)) ? [depth] : [];
  });
  const deeper = depths.filter((depth) => depth > plain);
  return deeper.length >= 2 && deeper.length * 2 > depths.length ? Math.min(...deeper) : plain;
};

const frontMatterTitle = (markdown: string): string | undefined => {
  const block = /^---[ \t]*\r?\n([\s\S]{0,5000}?)\r?\n---[ \t]*(?:\r?\n|$)/.exec(markdown)?.[1];
  const title = block && /^title:[ \t]*["']?(.+?)["']?[ \t]*$/m.exec(block)?.[1];
  return title ? plainText(title) : undefined;
};

/** "how-the-internet-works.md" as a person would say it. */
const spoken = (name: string): string => {
  const words = name
    .replace(/\.[a-z0-9]{1,10}$/i, "")
    .replaceAll(/[-_\s]+/g, " ")
    .trim();
  return words === "" ? "Course" : words.charAt(0).toUpperCase() + words.slice(1);
};

const titleOf = (markdown: string, sections: readonly Section[], name: string): string => {
  const tops = new Set(sections.map(({ path }) => path[0]));
  const [only] = tops;
  return frontMatterTitle(markdown) ?? (tops.size === 1 && only !== undefined ? only : spoken(name));
};

/** `name` is the file's, for a text without a title. */
export const outlineOf = (markdown: string, name: string): Outline => {
  const found = markdownSections(markdown);
  const title = titleOf(markdown, found, name);
  const depth = sectionDepth(found);
  const sections: (OutlinedSection & { pieces: Piece[] })[] = [];
  for (const { path, text } of found) {
    const serves = serving(path);
    const own = path.slice(0, Math.min(depth, serves.depth));
    const isChapter = own.length < depth && depth > 1;
    const last = sections.at(-1);
    const piece = { role: serves.role, path: path.slice(own.length, serves.depth), text };
    if (last && last.path.join("\n") === own.join("\n")) last.pieces.push(piece);
    else sections.push({ path: own.length === 0 ? [title] : own, isChapter, pieces: [piece] });
  }
  return { title, sections };
};
