// An answer's text as Markdown: sanitised, links leave the page safely, wide tables scroll, pictures become links.
import { memo, type ReactNode, useDeferredValue } from "react";
import ReactMarkdown, { type Components } from "react-markdown";
import rehypeSanitize from "rehype-sanitize";
import remarkGfm from "remark-gfm";

const remarkPlugins = [remarkGfm];
const rehypePlugins = [rehypeSanitize];

interface HeadingProps {
  readonly node?: { readonly tagName: string } | undefined;
  readonly children?: ReactNode;
}

/** Every heading of an answer stands under that of the conversation; its own level is only a matter of size. */
const Heading = ({ node, children }: HeadingProps) => <h3 data-level={node?.tagName.slice(1)}>{children}</h3>;

/** Dates and figures are not broken over two lines. */
const oneLineChars = 24;
const isShort = (cell: ReactNode): boolean => typeof cell === "string" && cell.length <= oneLineChars;

const components: Components = {
  h1: Heading,
  h2: Heading,
  h3: Heading,
  h4: Heading,
  h5: Heading,
  h6: Heading,
  td: ({ children, style }) => (
    <td style={style} className={isShort(children) ? "whitespace-nowrap" : "min-w-48"}>
      {children}
    </td>
  ),
  a: ({ href, children }) => (
    <a href={href} target="_blank" rel="noreferrer noopener">
      {children}
    </a>
  ),
  img: ({ src, alt }) => (
    <a href={typeof src === "string" ? src : undefined} target="_blank" rel="noreferrer noopener">
      {alt || "Picture"}
    </a>
  ),
  // A region that scrolls must be reachable by keyboard, so it takes the focus and has a name.
  table: ({ children }) => (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for a form, a section would be one more landmark
    <div role="group" className="table-frame" aria-label="Table" tabIndex={0}>
      <table>{children}</table>
    </div>
  ),
  pre: ({ children }) => (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: as for tables
    <pre tabIndex={0}>{children}</pre>
  ),
};

/** Bold text or code that is still being written has no end yet: without it the bare signs would show for a moment. */
function mended(text: string): string {
  const isInFence = text.split("```").length % 2 === 0;
  if (isInFence) return text;
  const lastBlock = text.slice(text.lastIndexOf("\n\n") + 1);
  return ["**", "`"].reduce(
    (all, sign) => (lastBlock.split(sign).length % 2 === 0 ? `${all.trimEnd()}${sign}` : all),
    text,
  );
}

/** `writing` shows the caret; while text streams in, renders that would come late are left out. */
export const Markdown = memo(({ text, writing }: { text: string; writing: boolean }) => {
  const shown = useDeferredValue(text);
  return (
    <div className={writing ? "markdown writing" : "markdown"}>
      <ReactMarkdown remarkPlugins={remarkPlugins} rehypePlugins={rehypePlugins} components={components}>
        {writing ? mended(shown) : shown}
      </ReactMarkdown>
    </div>
  );
});
