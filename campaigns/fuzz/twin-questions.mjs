// The same question about what belongs to another and about what there is not: the answers must not differ in anything but the id.
import WebSocket from "ws";
import { pause, until } from "../chance.mjs";
import { canonical } from "../ledger.mjs";

const answerLimitMs = 20_000;
const quietMs = 30;

const isRefusal = ({ type }) => type === "error";

/** An id of the same form that nobody has. */
const unknownLike = (id, chance) => {
  const letters = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";
  const cut = id.lastIndexOf("_") + 1;
  return id.slice(0, cut) + Array.from(id.slice(cut), () => letters[chance.whole(0, letters.length - 1)]).join("");
};

const conversationOf = (session_id) => `content_liaison_${session_id}`;
const content = { agent_type: "liaison", pillar: "content" };

/** Each makes a frame about an id, and says which id of the victim it is about. */
const questions = {
  "cancel a turn": { of: ({ turn_ids }) => turn_ids.at(-1), frame: (id) => ({ type: "cancel", turn_id: id }) },
  "resume a session": {
    of: ({ session_id }) => session_id,
    frame: (id) => ({ type: "resume", session_id: id, epoch: 1, last_seq: 0 }),
  },
  "resume with a token": {
    of: ({ session_id }) => session_id,
    frame: (id) => ({ type: "resume", session_id: id, session_token: "x".repeat(43), epoch: 1, last_seq: 0 }),
  },
  "say in a conversation": {
    of: ({ session_id }) => conversationOf(session_id),
    frame: (id) => ({ ...content, conversation_id: id, message_id: "twin", message: "hello" }),
  },
  "say as another agent": {
    of: ({ session_id }) => conversationOf(session_id),
    frame: (id) => ({ agent_type: "guide", conversation_id: id, message_id: "twin", message: "hello" }),
  },
  "cancel a plan": { of: ({ turn_ids }) => turn_ids.at(-1), frame: (id) => ({ type: "cancel", plan_id: id }) },
  /** Nothing of one's own runs: there is no answer. */
  interrupt: {
    of: ({ session_id }) => conversationOf(session_id),
    frame: (id) => ({ type: "interrupt", conversation_id: id }),
    answered: undefined,
  },
  "ask about a file": {
    of: ({ file_id }) => file_id,
    frame: (id, n) => ({ ...content, message_id: `file-${n}`, message: "What is in it?", metadata: { file_id: id } }),
    answered: ({ type }) => type === "turn_end",
  },
};

const calls = {
  "read facts": { of: ({ session_id }) => session_id, call: (id) => ["GET", `/api/sessions/${id}/facts`] },
  "read a conversation": {
    of: ({ session_id }) => conversationOf(session_id),
    call: (id) => ["GET", `/api/conversations/${id}`],
  },
  "end a session": { of: ({ session_id }) => session_id, call: (id) => ["DELETE", `/api/sessions/${id}`] },
  "remove a file": { of: ({ file_id }) => file_id, call: (id) => ["DELETE", `/api/files/${id}`] },
};

const volatile = new Set(["at", "seq", "turn_id", "latency", "ms", "message_id", "offset"]);
const withoutId = (value, id) =>
  canonical(Object.fromEntries(Object.entries(value).filter(([key]) => !volatile.has(key)))).replaceAll(id, "<id>");

/** Asks as `stranger` until `goesOn` says no; answers how many pairs were compared. */
export async function askTwins({ base, stranger, victim, chance, goesOn, report }) {
  const socket = new WebSocket(`${base.replace("http", "ws")}/api/ws/agent`, { headers: stranger.headers });
  let came = [];
  socket.on("message", (data) => came.push(JSON.parse(data.toString())));
  socket.on("error", () => undefined);
  await until(() => came.some(({ type }) => type === "welcome"), answerLimitMs, 5);
  let pairs = 0;

  /** What is not answered at all is followed by a question that is, so that silence can be heard. */
  const answersTo = async (frame, answered) => {
    came = [];
    socket.send(JSON.stringify(frame));
    if (answered === undefined) socket.send('{"type":"cancel","turn_id":"t_after_silence"}');
    const isAnswered = answered ?? isRefusal;
    if (!(await until(() => came.some(isAnswered), answerLimitMs, 5))) report(`${JSON.stringify(frame)} got no answer`);
    await pause(quietMs);
    return came.filter(({ type }) => type !== "delta");
  };

  const ask = async (name, { of, frame, ...question }) => {
    const answered = "answered" in question ? question.answered : isRefusal;
    const id = of(victim);
    const other = unknownLike(id, chance);
    const [theirs, nobodys] = [
      await answersTo(frame(id, 2 * pairs), answered),
      await answersTo(frame(other, 2 * pairs + 1), answered),
    ];
    const [a, b] = [
      theirs
        .map((one) => withoutId(one, id))
        .sort()
        .join("\n"),
      nobodys
        .map((one) => withoutId(one, other))
        .sort()
        .join("\n"),
    ];
    if (a !== b) report(`"${name}" tells a foreign id from an unknown one:\n  ${a}\n  ${b}`);
  };

  const call = async (name, { of, call: request }) => {
    const bodies = [];
    for (const id of [of(victim), unknownLike(of(victim), chance)]) {
      const [method, path] = request(id);
      const answer = await fetch(base + path, { method, headers: stranger.headers });
      const headers = [...answer.headers.keys()].filter((key) => key !== "date").join();
      bodies.push(`${answer.status} ${headers} ${(await answer.text()).replaceAll(id, "<id>")}`);
      if (answer.status !== 404) report(`"${name}" of another was answered with ${answer.status}`);
    }
    if (bodies[0] !== bodies[1]) report(`"${name}" tells a foreign id from an unknown one:\n  ${bodies.join("\n  ")}`);
  };

  while (goesOn()) {
    for (const [name, question] of Object.entries(questions)) {
      if (!goesOn()) break;
      await ask(name, question);
      pairs += 1;
    }
    for (const [name, question] of Object.entries(calls)) {
      if (!goesOn()) break;
      await call(name, question);
      pairs += 1;
    }
  }
  socket.close();
  return pairs;
}
