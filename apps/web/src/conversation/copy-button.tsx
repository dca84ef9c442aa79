// Copies an answer as it was written, and says that it did.
import { useEffect, useState } from "react";
import { Icon } from "../icon.tsx";

const thanksMs = 1600;

export function CopyButton({ text }: { text: string }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), thanksMs);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return (
    <button
      type="button"
      className="icon-button size-7 rounded-md"
      onClick={copy}
      aria-label={copied ? "Copied" : "Copy the answer"}
      title="Copy"
    >
      <Icon name={copied ? "done" : "copy"} className="size-4" />
    </button>
  );
}
