// Every frame that a server sends, the decoder that a client reads them with, and which of them are kept.
import type * as z from "zod/mini";
import { ErrorFrame } from "./error.ts";
import { FileState } from "./file.ts";
import { AgentStream, ChatResponse, TaskState } from "./inquiry.ts";
import { AgentError, Insight } from "./insight.ts";
import { parseJson } from "./json.ts";
import { Ack, Analysis, Delta, DrillDown, Message, UserMessageFact, Visualization } from "./message.ts";
import { PlanFrame, PlanState, StepFrame } from "./plan.ts";
import { Degraded, Pong, Restored, Resumed, Snapshot, Welcome } from "./session.ts";
import { Handoff, Route, Status, TurnEnd, TurnRestarted } from "./turn.ts";
import {
  AudioCancelled,
  AudioChunk,
  AudioDuck,
  AudioEnd,
  AudioStart,
  SpeechStarted,
  SpeechStopped,
  Transcript,
} from "./voice.ts";

/** The schemas of all server frames by `type`. */
export const serverFrames = {
  welcome: Welcome,
  resumed: Resumed,
  snapshot: Snapshot,
  pong: Pong,
  degraded: Degraded,
  restored: Restored,
  ack: Ack,
  user_message: UserMessageFact,
  speech_started: SpeechStarted,
  speech_stopped: SpeechStopped,
  transcript: Transcript,
  route: Route,
  handoff: Handoff,
  status: Status,
  delta: Delta,
  message: Message,
  visualization: Visualization,
  analysis: Analysis,
  drill_down: DrillDown,
  audio_start: AudioStart,
  audio_chunk: AudioChunk,
  audio_end: AudioEnd,
  audio_duck: AudioDuck,
  audio_cancelled: AudioCancelled,
  task_state: TaskState,
  agent_stream: AgentStream,
  chat_response: ChatResponse,
  plan: PlanFrame,
  step: StepFrame,
  plan_state: PlanState,
  insight: Insight,
  agent_error: AgentError,
  file_state: FileState,
  turn_restarted: TurnRestarted,
  error: ErrorFrame,
  turn_end: TurnEnd,
} as const;

export type ServerFrameType = keyof typeof serverFrames;
export type ServerFrame = z.infer<(typeof serverFrames)[ServerFrameType]>;

/** `undefined` for what this client does not know or cannot read: it ignores the frame, as the protocol asks. */
export function decodeServerFrame(text: string): ServerFrame | undefined {
  const value = parseJson(text);
  if (typeof value !== "object" || value === null || !("type" in value)) return undefined;
  if (typeof value.type !== "string" || !isServerFrameType(value.type)) return undefined;
  const schema: z.ZodMiniType<ServerFrame> = serverFrames[value.type];
  return schema.safeParse(value).data;
}

/** `fact`: kept and numbered; `live`: on its way, not kept; `socket`: about one socket, without `seq`. */
export type FrameKind = "fact" | "live" | "socket";

const notFacts: Partial<Record<ServerFrameType, FrameKind>> = {
  welcome: "socket",
  resumed: "socket",
  snapshot: "socket",
  pong: "socket",
  degraded: "socket",
  restored: "socket",
  audio_start: "socket",
  audio_chunk: "socket",
  audio_end: "socket",
  audio_duck: "socket",
  audio_cancelled: "socket",
  delta: "live",
  status: "live",
  agent_stream: "live",
};

/** The fields that decide the kind of the three types that come in two kinds. */
export interface KindDeciding {
  readonly final?: boolean | undefined;
  readonly turn_id?: string | undefined;
  readonly state?: string | undefined;
}

/**
 * The kind of a frame. Three types need the frame beside its type: a `transcript` is a fact once final, an `error` when
 * it has a turn, a `file_state` when the reading has ended. An `ack` is a fact; only its repetition is sent without `seq`.
 */
export function frameKind(type: ServerFrameType, frame: KindDeciding = {}): FrameKind {
  switch (type) {
    case "transcript":
      return frame.final ? "fact" : "live";
    case "error":
      return frame.turn_id === undefined ? "socket" : "fact";
    case "file_state":
      return frame.state === "reading" ? "live" : "fact";
    default:
      return notFacts[type] ?? "fact";
  }
}

const isServerFrameType = (type: string): type is ServerFrameType => Object.hasOwn(serverFrames, type);
