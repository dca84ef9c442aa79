// The session that this browser holds: all tabs share it, and a page that is loaded again takes it up.

export interface StoredSession {
  readonly session_id: string;
  readonly session_token: string;
}

const key = "polylogue.session";

export function storedSession(): StoredSession | undefined {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(key) ?? "null");
    return isStoredSession(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export const keepSession = ({ session_id, session_token }: StoredSession): void =>
  localStorage.setItem(key, JSON.stringify({ session_id, session_token }));

const isStoredSession = (value: unknown): value is StoredSession =>
  typeof value === "object" &&
  value !== null &&
  "session_id" in value &&
  typeof value.session_id === "string" &&
  "session_token" in value &&
  typeof value.session_token === "string";
