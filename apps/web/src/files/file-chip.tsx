// The file that goes with the next message, above the field: its name and how far it is.
import { Icon } from "../icon.tsx";
import { fileStateText } from "./file-state-text.ts";
import type { ShelfFile } from "./shelf.ts";

export function FileChip({ file, onRemove }: { file: ShelfFile; onRemove: () => void }) {
  const failed = file.state === "failed";
  const busy = file.state === "uploading" || file.state === "reading";
  return (
    <div
      className={`flex w-fit max-w-full items-center gap-2.5 rounded-xl border py-1.5 pr-1 pl-3 text-sm ${failed ? "border-fault/30 bg-fault-tint" : "border-line bg-side"}`}
    >
      <Icon name="file" className={`size-4.5 ${failed ? "text-fault" : "text-soft"}`} />
      <span className="min-w-0">
        <span className="block truncate leading-5 font-medium">{file.name}</span>
        <span className={`block text-xs leading-4 ${failed ? "text-fault" : "text-soft"}`}>{fileStateText(file)}</span>
        {busy && (
          <progress
            className="bar mt-1 mb-0.5 block"
            max={1}
            value={file.progress}
            aria-label={`${file.name}: ${fileStateText(file)}`}
          />
        )}
      </span>
      <button
        type="button"
        className="icon-button"
        onClick={onRemove}
        aria-label={`Do not send ${file.name} with the message`}
      >
        <Icon name="close" className="size-4" />
      </button>
    </div>
  );
}
