// Every frame that a client may send, and the decoder that turns text from a stranger into one of them.
import type * as z from "zod/mini";
import { firstFault } from "./fault.ts";
import { Refine } from "./inquiry.ts";
import { isDeeperThan, parseJson } from "./json.ts";
import { maxJsonDepth } from "./limit.ts";
import { UserMessage } from "./message.ts";
import { Decide, Orchestrate } from "./plan.ts";
import { Auth, Ping, Resume } from "./session.ts";
import { Cancel, Interrupt } from "./turn.ts";
import { MicrophoneStart, MicrophoneStop, Playback } from "./voice.ts";

/** The schemas of all frames with a `type`. */
export const clientFrames = {
  resume: Resume,
  auth: Auth,
  audio_start: MicrophoneStart,
  audio_stop: MicrophoneStop,
  playback: Playback,
  interrupt: Interrupt,
  cancel: Cancel,
  decide: Decide,
  refine: Refine,
  orchestrate: Orchestrate,
  ping: Ping,
} as const;

export type ClientFrameType = keyof typeof clientFrames;

/** A frame without `type` is a user message. */
export type ClientFrame =
  | (UserMessage & { readonly type?: undefined })
  | z.infer<(typeof clientFrames)[ClientFrameType]>;

/** Why a frame was refused, ready for an `error` frame. */
export interface ClientFrameFault {
  readonly code: "bad_request" | "too_deep";
  readonly message: string;
  readonly path?: string;
  /** The refused message's own id, where it could be read. */
  readonly message_id?: string;
}

export type DecodedClientFrame =
  | { readonly ok: true; readonly frame: ClientFrame }
  | { readonly ok: false; readonly error: ClientFrameFault };

/** Never throws, whatever the text. The caller has already bounded its length. */
export function decodeClientFrame(text: string): DecodedClientFrame {
  if (isDeeperThan(text, maxJsonDepth)) {
    return refused({ code: "too_deep", message: `The frame is nested more than ${maxJsonDepth} deep.` });
  }
  const value = parseJson(text);
  if (value === undefined) return refused({ code: "bad_request", message: "The frame is not valid JSON." });
  if (!isRecord(value)) return refused({ code: "bad_request", message: "The frame must be a JSON object." });
  return value.type === undefined || value.type === null ? decodeUserMessage(value) : decodeTyped(value);
}

/** Clients of the documents send `null` for what they leave out. */
function decodeUserMessage(value: Record<string, unknown>): DecodedClientFrame {
  const given = withoutNulls(value);
  if (isRecord(given.metadata)) given.metadata = withoutNulls(given.metadata);
  return checked(UserMessage, given);
}

function decodeTyped(value: Record<string, unknown>): DecodedClientFrame {
  const { type } = value;
  if (typeof type !== "string") {
    return refused({ code: "bad_request", message: "type must be a string.", path: "type" });
  }
  if (!isClientFrameType(type)) {
    return refused({ code: "bad_request", message: `Unknown type: ${type.slice(0, 64)}`, path: "type" });
  }
  return checked(clientFrames[type], value);
}

function checked(schema: z.ZodMiniType<ClientFrame>, value: Record<string, unknown>): DecodedClientFrame {
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) return { ok: true, frame: result.data };
  const [issue] = result.error.issues;
  const fault = issue ? firstFault(issue) : { message: "The frame is not valid." };
  const named = typeof value.message_id === "string" && fault.path !== "message_id";
  return refused({ code: "bad_request", ...fault, ...(named && { message_id: value.message_id as string }) });
}

const refused = (error: ClientFrameFault): DecodedClientFrame => ({ ok: false, error });

const isClientFrameType = (type: string): type is ClientFrameType => Object.hasOwn(clientFrames, type);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const withoutNulls = (record: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null));
