// What can be taken away from a result: copies for other programs, and files.
import { useEffect, useState } from "react";
import type { ResultTable } from "./result-table.ts";
import { fileStem, saveText } from "./save.ts";
import { asCsv, asMarkdown } from "./table-text.ts";

const thanksMs = 1600;

interface TableActionsProps {
  readonly table: ResultTable;
  readonly title: string;
  /** Where there is a picture to save. */
  readonly onPng?: (() => void) | undefined;
}

export const TableActions = ({ table, title, onPng }: TableActionsProps) => (
  <div className="flex flex-wrap items-center gap-x-4 gap-y-1.5 text-xs text-soft">
    <ActionGroup label="Copy">
      <CopyAction name="CSV" text={() => asCsv(table)} />
      <CopyAction name="Markdown" text={() => asMarkdown(table)} />
    </ActionGroup>
    <ActionGroup label="Download">
      {onPng && <SaveAction name="PNG" onClick={onPng} />}
      <SaveAction name="CSV" onClick={() => saveText(`${fileStem(title)}.csv`, "text/csv", asCsv(table))} />
      <SaveAction
        name="Markdown"
        onClick={() => saveText(`${fileStem(title)}.md`, "text/markdown", `# ${title}\n\n${asMarkdown(table)}`)}
      />
    </ActionGroup>
  </div>
);

export const ActionGroup = ({ label, children }: { label: string; children: React.ReactNode }) => (
  // biome-ignore lint/a11y/useSemanticElements: a fieldset is for a form
  <div role="group" aria-label={label} className="flex items-center gap-1">
    <span aria-hidden="true" className="mr-0.5">
      {label}
    </span>
    {children}
  </div>
);

export const SaveAction = ({ name, onClick }: { name: string; onClick: () => void }) => (
  <button type="button" onClick={onClick} aria-label={`Download as ${name}`} className="small-button">
    {name}
  </button>
);

function CopyAction({ name, text }: { name: string; text: () => string }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), thanksMs);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = () =>
    navigator.clipboard.writeText(text()).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return (
    <button
      type="button"
      onClick={copy}
      aria-label={copied ? `Copied as ${name}` : `Copy as ${name}`}
      className="small-button"
    >
      {copied ? "Copied" : name}
    </button>
  );
}
