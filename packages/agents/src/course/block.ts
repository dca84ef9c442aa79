// The blocks of a section's Markdown: paragraphs and lists; what is neither prose nor a list is a gap.

export type Block =
  | { readonly type: "paragraph"; readonly text: string }
  | { readonly type: "list"; readonly items: readonly string[] }
  /** Code, a table, a picture: something that the text around it may announce. */
  | { readonly type: "gap" };

const itemMark = /^ {0,7}(?:[-*+]|\d{1,3}[.)])[ \t]+/;
const fence = /^ {0,3}(?:`{3,}|~{3,})/;
const tableRow = /^\s*\|.*\|\s*$/;
const rule = /^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$/;
const linkTarget = /^ {0,3}\[[^\]]{1,200}\]:\s+\S/;
const pictureOnly = /^\s*!\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])\s*$/;

const isGap = (line: string) =>
  tableRow.test(line) || rule.test(line) || linkTarget.test(line) || pictureOnly.test(line);

/** Comments go; those that lost their beginning stay, since their end tells what they were. */
const withoutComments = (markdown: string): string => {
  let kept = "";
  let from = 0;
  for (let start = markdown.indexOf("<!--"); start >= 0; start = markdown.indexOf("<!--", from)) {
    const end = markdown.indexOf("-->", start + 4);
    if (end < 0) break;
    kept += markdown.slice(from, start);
    from = end + 3;
  }
  return kept + markdown.slice(from);
};

export const blocksOf = (markdown: string): Block[] => {
  const blocks: Block[] = [];
  let lines: string[] = [];
  let items: string[] = [];
  let inCode = false;
  let afterBlank = false;

  const endParagraph = () => {
    const text = lines.join("\n");
    if (text.trim() !== "") blocks.push({ type: "paragraph", text });
    lines = [];
  };
  const endList = () => {
    if (items.length > 0) blocks.push({ type: "list", items });
    items = [];
  };
  const end = () => {
    endParagraph();
    endList();
  };

  for (const line of withoutComments(markdown).split("\n")) {
    if (fence.test(line)) {
      if (!inCode) {
        end();
        blocks.push({ type: "gap" });
      }
      inCode = !inCode;
    } else if (!inCode) {
      const mark = rule.test(line) ? undefined : itemMark.exec(line)?.[0];
      if (line.trim() === "") endParagraph();
      else if (isGap(line)) {
        end();
        blocks.push({ type: "gap" });
      } else if (mark !== undefined) {
        endParagraph();
        items.push(line.slice(mark.length).trim());
      } else if (items.length > 0 && (!afterBlank || /^ {2,}\S/.test(line)) && lines.length === 0) {
        items[items.length - 1] += ` ${line.trim()}`;
      } else {
        endList();
        lines.push(line);
      }
    }
    afterBlank = line.trim() === "";
  }
  end();
  return blocks;
};
