// How counts, lists, sizes and tables are put into words and Markdown, the same in every answer.

/** "1 row", "1,461 rows"; the plural is given where an s is not enough. */
export const counted = (count: number, noun: string, plural = `${noun}s`): string =>
  `${count.toLocaleString("en")} ${count === 1 ? noun : plural}`;

/** "a", "a and b", "a, b and c"; what is beyond `limit` is counted: "a, b and 12 more". */
export const listed = (items: readonly string[], limit = items.length, last = "and"): string => {
  const shown = items.length > limit ? [...items.slice(0, limit), `${items.length - limit} more`] : items;
  return shown.length < 2 ? (shown[0] ?? "") : `${shown.slice(0, -1).join(", ")} ${last} ${shown.at(-1)}`;
};

export const sizeOf = (bytes: number): string => {
  if (bytes < 1024) return counted(bytes, "byte");
  const kilobytes = bytes / 1024;
  return kilobytes < 1000 ? `${Math.round(kilobytes)} KB` : `${(kilobytes / 1024).toFixed(1)} MB`;
};

/** "3%", but "under 1%" rather than a 0 that is none. */
export const shareOf = (part: number, whole: number): string => {
  const percent = Math.round((part / Math.max(1, whole)) * 100);
  if (percent === 0) return "under 1%";
  return percent === 100 && part < whole ? "over 99%" : `${percent}%`;
};

/** What stands in a file is shown, never obeyed as Markdown. */
export const plain = (cell: string, length = 60): string => {
  const line = cell.replaceAll(/\s+/g, " ").trim();
  const short = line.length > length ? `${line.slice(0, length - 1)}…` : line;
  return short.replaceAll(/[\\`*[\]<>|]|^#|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, (mark) => `\\${mark}`);
};

/** The same words without marks, to be read aloud. */
export const spoken = (markdown: string): string =>
  markdown.replaceAll(/\*\*|^[ \t]*(?:-|>) /gm, "").replaceAll(/\\(?=[^\p{L}\p{N}\s])/gu, "");

/** A name as it is spoken of. */
export const strong = (name: string): string => `**${plain(name, 120)}**`;

/** Cells must be `plain` already. */
export const markdownTable = (header: readonly string[], rows: readonly (readonly string[])[]): string =>
  [header, header.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
