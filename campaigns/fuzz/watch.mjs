// What a stranger's socket may be told: frames of its own session, errors in their form, and nothing of anybody else or of our insides.

const codes = new Set(
  `bad_request unknown_agent pillar_required unknown_pillar not_found unauthenticated forbidden rate_limited too_large too_deep
   too_many_turns unavailable overloaded turn_failed turn_timeout model_failed model_refused voice_taken voice_unavailable
   credential_expired file_unsupported file_unreadable draining internal`.split(/\s+/),
);

/** The fields of `error` and of the envelope, with the type of each. */
const fields = {
  type: "string",
  at: "number",
  session_id: "string",
  seq: "number",
  epoch: "number",
  turn_id: "string",
  conversation_id: "string",
  agent_type: "string",
  pillar: "string",
  agent: "string",
  code: "string",
  message: "string",
  retryable: "boolean",
  error_id: "string",
  message_id: "string",
  path: "string",
  retry_after_ms: "number",
};
const needed = ["type", "at", "session_id", "code", "message", "retryable"];

const internals = [
  /\bat \S+ \(.*:\d+:\d+\)/,
  /node_modules|\/packages\/|\/dist\/|file:\/\/|\.m?js:\d|\.ts:\d/,
  /\b(?:SELECT|INSERT INTO|UPDATE|DELETE FROM|PRAGMA|SQLITE_\w+)\b/,
  /\b(?:TypeError|RangeError|SyntaxError|ReferenceError|ZodError|PolylogueError|LibsqlError)\b/,
  /\b(?:sqlite|libsql|kysely|fastify)\b|polylogue\.db/,
];

export const holdsInternals = (text) => internals.some((pattern) => pattern.test(text));

/** Why an `error` frame does not fit; nothing when it does. */
const misfit = (frame) => {
  for (const name of needed) if (!(name in frame)) return `has no ${name}`;
  for (const [name, value] of Object.entries(frame)) {
    if (typeof value !== fields[name]) return `has ${name} of type ${typeof value}`;
  }
  if (!codes.has(frame.code)) return `has the unknown code ${frame.code}`;
  if (frame.message === "" || frame.message.length > 500) return `has a message of ${frame.message.length} characters`;
  return undefined;
};

/** Codes that no bytes of a client may bring about. */
const ours = new Set(["internal", "unavailable", "turn_failed"]);

export function watcher({ secrets, report }) {
  const seen = {};
  return {
    seen,
    /** `text` is a frame that came to the socket of `session_id`; answers it parsed. */
    check(text, session_id) {
      const frame = JSON.parse(text);
      seen[frame.type] = (seen[frame.type] ?? 0) + 1;
      if (frame.session_id !== session_id) report(`a frame of another session came: ${text.slice(0, 300)}`);
      if (secrets.turn_ids.has(frame.turn_id) && frame.code !== "not_found")
        report(`a turn of the victim was seen: ${text.slice(0, 300)}`);
      if (text.includes(secrets.text)) report(`the victim's words were seen: ${text.slice(0, 300)}`);
      if (frame.type !== "error") return frame;
      const why = misfit(frame);
      if (why !== undefined) report(`an error ${why}: ${text.slice(0, 300)}`);
      if (holdsInternals(frame.message)) report(`an error holds internals: ${text.slice(0, 300)}`);
      if (ours.has(frame.code)) report(`a client's frame brought about ${frame.code}: ${text.slice(0, 300)}`);
      return frame;
    },
  };
}
