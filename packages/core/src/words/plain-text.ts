// Markdown as a person would read it aloud: the words, without marks, links' addresses, pictures or code fences.

const namedCharacters: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
};

const character = (whole: string, code: string): string => {
  if (!code.startsWith("#")) return namedCharacters[code.toLowerCase()] ?? whole;
  const point = /^#x/i.test(code) ? Number.parseInt(code.slice(2), 16) : Number.parseInt(code.slice(1), 10);
  return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : whole;
};

/** Line breaks stay; a bullet goes, its words stay. Every pattern is linear: material may be hostile. */
export const plainText = (markdown: string): string =>
  markdown
    .replaceAll(/^[ \t]*(?:`{3,}|~{3,}).*$/gm, "")
    .replaceAll(/<!--[^<>]{0,1000}-->/g, "")
    .replaceAll(/!\[[^\][\n]{0,1000}\](?:\([^)\n]{0,500}\)|\[[^\]\n]{0,200}\])?/g, "")
    .replaceAll(/\[([^\][\n]{0,1000})\](?:\([^)\n]{0,500}\)|\[[^\]\n]{0,200}\])/g, "$1")
    .replaceAll(/<\/?[a-z][^<>\n]{0,1000}>/gi, "")
    .replaceAll(/^[ \t]{0,8}(?:#{1,6}|>|[-*+]|\d{1,3}[.)])[ \t]+/gm, "")
    .replaceAll(/\*\*|__|~~|`/g, "")
    .replaceAll(/(^|[\s(“"'—])[*_](?=\S)/gm, "$1")
    .replaceAll(/([^\s\\])[*_](?=$|[\s.,;:!?)”"'—])/gm, "$1")
    .replaceAll(/\\([\\*_`#[\](){}.!+<>|~-])/g, "$1")
    .replaceAll(/&(#x?[0-9a-f]{1,6}|[a-z]{2,8});/gi, character)
    .replaceAll(/[ \t]{2,}/g, " ")
    .replaceAll(/ +$/gm, "")
    .trim();
