// The field where a message is written: Enter sends, Shift and Enter begins a new line, Escape stops the answer.
import { type ClipboardEvent, type KeyboardEvent, type Ref, useId } from "react";
import { FileChip } from "../files/file-chip.tsx";
import type { ShelfFile } from "../files/shelf.ts";
import { Icon } from "../icon.tsx";

const maxTextChars = 16_000;

interface ComposerProps {
  readonly ref: Ref<HTMLTextAreaElement>;
  readonly agentTitle: string;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly file: ShelfFile | undefined;
  readonly onDetach: () => void;
  readonly onFiles: (files: readonly File[]) => void;
  readonly onPick: () => void;
  readonly onSend: () => void;
  /** Set while an answer is on its way. */
  readonly onStop: (() => void) | undefined;
}

export function Composer({
  ref,
  agentTitle,
  text,
  onText,
  file,
  onDetach,
  onFiles,
  onPick,
  onSend,
  onStop,
}: ComposerProps) {
  const hint = useId();
  // A file without an id has not arrived: a question about it would be a question about nothing.
  const ready = /\S/.test(text) && (file === undefined || file.file_id !== undefined);
  const onKeyDown = (event: KeyboardEvent) => {
    // While an input method composes a character, Enter belongs to it.
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    if (ready) onSend();
  };
  const onPaste = (event: ClipboardEvent) => {
    const files = [...event.clipboardData.files];
    if (files.length === 0) return;
    event.preventDefault();
    onFiles(files);
  };
  return (
    <form
      aria-label="Message"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) onSend();
      }}
      className="rounded-2xl border border-control/60 bg-raised p-1.5 shadow-raised transition-colors focus-within:border-accent"
    >
      {file && (
        <div className="px-1 pt-1 pb-1.5">
          <FileChip file={file} onRemove={onDetach} />
        </div>
      )}
      <div className="flex items-end gap-1">
        <button
          type="button"
          className="icon-button mb-0.5 size-10"
          onClick={onPick}
          aria-label="Add a file"
          title="Add a file"
        >
          <Icon name="attach" />
        </button>
        <div className="grows min-w-0 flex-1 text-base md:text-[0.9375rem]" data-text={text}>
          <textarea
            ref={ref}
            id="message"
            rows={1}
            value={text}
            maxLength={maxTextChars}
            onChange={(event) => onText(event.target.value)}
            onKeyDown={onKeyDown}
            onPaste={onPaste}
            placeholder={`Ask ${agentTitle}`}
            aria-label={`Message to ${agentTitle}`}
            aria-describedby={hint}
            enterKeyHint="send"
            className="resize-none overflow-y-auto bg-transparent outline-none placeholder:text-soft"
          />
        </div>
        {onStop && !ready ? <StopButton onStop={onStop} /> : <SendButton ready={ready} />}
      </div>
      <span id={hint} className="sr-only">
        Enter sends, Shift and Enter begins a new line.
      </span>
    </form>
  );
}

const round = "mb-0.5 grid size-10 shrink-0 place-items-center rounded-xl transition-colors max-md:size-11";

const SendButton = ({ ready }: { ready: boolean }) => (
  <button
    type="submit"
    disabled={!ready}
    aria-label="Send"
    title="Send"
    className={`${round} bg-accent text-on-accent enabled:hover:bg-accent-strong disabled:bg-hover disabled:text-soft`}
  >
    <Icon name="send" />
  </button>
);

const StopButton = ({ onStop }: { onStop: () => void }) => (
  <button
    type="button"
    onClick={onStop}
    aria-label="Stop the answer"
    title="Stop (Escape)"
    className={`${round} bg-ink text-paper hover:bg-ink/85`}
  >
    <Icon name="stop" />
  </button>
);
