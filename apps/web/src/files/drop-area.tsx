// The whole page takes files that are dropped on it, and says so while one hovers above.
import { type DragEvent, type ReactNode, useRef, useState } from "react";
import { Icon } from "../icon.tsx";

const hasFiles = (event: DragEvent) => event.dataTransfer.types.includes("Files");

export function DropArea({
  onFiles,
  className,
  children,
}: {
  onFiles: (files: readonly File[]) => void;
  className: string;
  children: ReactNode;
}) {
  // Entering a child comes before leaving its parent, so the depth tells when the file has really left.
  const depth = useRef(0);
  const [over, setOver] = useState(false);
  const move = (step: 1 | -1) => (event: DragEvent) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    depth.current += step;
    setOver(depth.current > 0);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is one way of adding a file; the button beside the field is the other
    <div
      className={className}
      onDragEnter={move(1)}
      onDragLeave={move(-1)}
      onDragOver={(event) => hasFiles(event) && event.preventDefault()}
      onDrop={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        depth.current = 0;
        setOver(false);
        onFiles([...event.dataTransfer.files]);
      }}
    >
      {children}
      {over && <DropHint />}
    </div>
  );
}

const DropHint = () => (
  <div className="pointer-events-none fixed inset-0 z-40 grid place-items-center bg-paper/80 p-4 backdrop-blur-sm">
    <div className="grid h-full w-full place-content-center justify-items-center gap-2 rounded-3xl border-2 border-dashed border-accent text-center">
      <Icon name="file" className="size-9 text-accent" />
      <p className="text-lg font-semibold">Drop it anywhere</p>
      <p className="text-sm text-soft">CSV, JSON, Markdown, text or PDF, up to 25 MB</p>
    </div>
  </div>
);
