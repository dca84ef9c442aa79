// One socket of a session that always comes back: follows the facts without a hole, resends what was not acknowledged.
import WebSocket from "ws";
import { canonical } from "./ledger.mjs";

const retryMs = [20, 120];

/** `sent` are this socket's own messages by id: `{ frame, acked }`, in the order in which they were first sent. */
export function follower({ base, person, ledger, chance, name, report }) {
  const address = `${base.replace("http", "ws")}/api/ws/agent`;
  const sent = new Map();
  const texts = new Map();
  let socket;
  let epoch = 0;
  let seenThrough = 0;
  let inStep = false;
  let stopped = false;
  let drops = 0;
  let timer;

  const connect = () => {
    inStep = false;
    const opened = new WebSocket(address, { headers: person.headers });
    socket = opened;
    opened.on("message", (data) => receive(JSON.parse(data.toString())));
    opened.on("error", () => undefined);
    opened.on("close", (code) => {
      if (code !== 1006 && code !== 1012 && !stopped) report(`${name} was closed with ${code}`);
      inStep = false;
      drops += 1;
      if (!stopped) timer = setTimeout(connect, chance.whole(...retryMs));
    });
  };

  const receive = (frame) => {
    if (frame.session_id !== person.session_id) report(`${name} got a frame of another session: ${frame.type}`);
    switch (frame.type) {
      case "welcome":
        epoch = frame.epoch;
        return socket.send(
          JSON.stringify({ type: "resume", session_id: person.session_id, epoch, last_seq: seenThrough }),
        );
      case "resumed":
        if (!frame.recovered)
          report(`${name} could not resume from ${seenThrough}: the server stands at ${frame.head_seq}`);
        if (frame.from_seq !== seenThrough) report(`${name} resumed from ${frame.from_seq} instead of ${seenThrough}`);
        inStep = true;
        texts.clear();
        return resend();
      case "delta":
        return inStep && hear(frame);
      case "status":
      case "file_state":
      case "pong":
        return frame.seq === undefined || frame.state === "reading" || frame.type === "status"
          ? undefined
          : take(frame);
      case "ack":
        acknowledge(frame);
        return frame.seq === undefined ? undefined : take(frame);
      case "error":
        if (frame.turn_id !== undefined) return take(frame);
        return report(`${name} got error ${frame.code}: ${frame.message}`);
      default:
        return take(frame);
    }
  };

  const acknowledge = ({ message_id, turn_id, conversation_id }) => {
    ledger.acknowledge(message_id, turn_id);
    const message = sent.get(message_id);
    if (message) Object.assign(message, { acked: true, turn_id, conversation_id });
  };

  /** A fact: its number follows the last one, and whoever saw it saw the same. */
  const take = (frame) => {
    if (frame.seq === undefined) return report(`${name} got ${frame.type} without seq`);
    ledger.see(frame, canonical(frame), name);
    if (!inStep) return;
    if (frame.seq !== seenThrough + 1) report(`${name} got seq ${frame.seq} after ${seenThrough}`);
    seenThrough = frame.seq;
    if (frame.type === "turn_restarted") texts.delete(frame.turn_id);
    if (frame.type === "message") compare(frame);
  };

  /** Pieces follow one another; what is said again is what was said. */
  const hear = ({ turn_id, text, offset }) => {
    ledger.hear(turn_id);
    const known = texts.get(turn_id) ?? "";
    if (offset > known.length) report(`${name} misses text of ${turn_id} from ${known.length} to ${offset}`);
    const whole = known.slice(0, offset) + text;
    if (!whole.startsWith(known.slice(0, whole.length))) report(`${name} heard another text of ${turn_id}`);
    texts.set(turn_id, whole);
  };

  const compare = ({ turn_id, message }) => {
    const heard = texts.get(turn_id);
    if (heard !== undefined && !message.startsWith(heard))
      report(`${name}: the answer of ${turn_id} is not what was heard`);
  };

  const resend = () => {
    for (const { frame, acked } of sent.values()) if (!acked) socket.send(JSON.stringify(frame));
  };

  connect();
  return {
    sent,
    get inStep() {
      return inStep;
    },
    /** How often the connection was lost. */
    get drops() {
      return drops;
    },
    get seenThrough() {
      return seenThrough;
    },
    say(frame) {
      const message = { frame, acked: false };
      sent.set(frame.message_id, message);
      if (inStep) socket.send(JSON.stringify(frame));
      return message;
    },
    /** Another socket's message once more, as a second tab would send it. */
    repeat(frame) {
      if (inStep) socket.send(JSON.stringify(frame));
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
      socket.close();
    },
  };
}
