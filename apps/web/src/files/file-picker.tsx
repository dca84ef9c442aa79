// The dialogue for choosing files, opened from whichever button asks for it.
import { type ReactNode, useRef } from "react";
import { acceptedFiles } from "./shelf.ts";

export function useFilePicker(onFiles: (files: readonly File[]) => void): {
  readonly input: ReactNode;
  readonly open: () => void;
} {
  const field = useRef<HTMLInputElement>(null);
  const input = (
    <input
      ref={field}
      type="file"
      multiple
      hidden
      accept={acceptedFiles}
      onChange={({ currentTarget }) => {
        onFiles([...(currentTarget.files ?? [])]);
        // Else choosing the same file again would change nothing.
        currentTarget.value = "";
      }}
    />
  );
  return { input, open: () => field.current?.click() };
}
