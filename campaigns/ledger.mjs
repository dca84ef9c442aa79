// What was seen of one session by all its sockets together: each fact once, each acknowledgement, each turn that was heard.

/** The same for equal frames, whatever the order of their fields. */
export const canonical = (value) =>
  JSON.stringify(value, (_, inner) =>
    inner !== null && typeof inner === "object" && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );

export function sessionLedger(report) {
  const facts = new Map();
  const acks = new Map();
  /** Turns that run, as far as a reader can tell: their text was heard and their end not yet. */
  const heard = new Set();
  const ended = new Set();
  return {
    facts,
    acks,
    heard,
    ended,
    see(frame, text, by) {
      const known = facts.get(frame.seq);
      if (known !== undefined && known !== text)
        report(`seq ${frame.seq} came to ${by} as ${text}, before as ${known}`);
      facts.set(frame.seq, text);
      if (frame.type !== "turn_end") return;
      heard.delete(frame.turn_id);
      ended.add(frame.turn_id);
    },
    /** A slower socket may still hear what has ended for another. */
    hear: (turn_id) => void (ended.has(turn_id) || heard.add(turn_id)),
    acknowledge(message_id, turn_id) {
      const known = acks.get(message_id);
      if (known !== undefined && known !== turn_id)
        report(`${message_id} was acknowledged as ${known} and as ${turn_id}`);
      acks.set(message_id, turn_id);
    },
  };
}
