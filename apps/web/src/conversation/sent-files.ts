// Which file went with which message of this tab, so that the message can show it and be said again with it.

export interface SentFile {
  readonly file_id: string;
  readonly name: string;
}

const key = "polylogue.sent-files";
const sent = new Map<string, SentFile>(stored());

export const sentFile = (messageId: string | undefined): SentFile | undefined =>
  messageId === undefined ? undefined : sent.get(messageId);

export function keepSentFile(messageId: string, file: SentFile): void {
  sent.set(messageId, file);
  sessionStorage.setItem(key, JSON.stringify([...sent]));
}

function stored(): [string, SentFile][] {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? "[]") as [string, SentFile][];
  } catch {
    return [];
  }
}
