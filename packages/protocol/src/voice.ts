// Speech both ways: the microphone, what was understood, and the spoken answer around its binary frames.
import * as z from "zod/mini";
import { frame } from "./envelope.ts";
import { Id, Milliseconds, Share } from "./primitive.ts";

/** `opus` is reserved: a server of this version refuses it. */
export const AudioEncoding = z.enum(["pcm_s16le", "mulaw", "opus"]);
export type AudioEncoding = z.infer<typeof AudioEncoding>;

/** Samples per second. */
const SampleRate = z.int().check(z.gte(8_000), z.lte(48_000));

/** Numbers the speeches of a session, from 1; it fits the four bytes of the binary header. */
const SpeechNo = z.int().check(z.gte(0), z.lte(0xffff_ffff));

/** Client: the microphone is open; binary frames follow, of any length. */
export const MicrophoneStart = z.object({
  type: z.literal("audio_start"),
  sample_rate: SampleRate,
  encoding: AudioEncoding,
  agent_type: z.string(),
  pillar: z.optional(z.string()),
  conversation_id: z.optional(Id),
  partials: z.optional(z.boolean()),
  audio_out: z.optional(z.object({ encoding: AudioEncoding, sample_rate: SampleRate, json: z.optional(z.boolean()) })),
});
export type MicrophoneStart = z.infer<typeof MicrophoneStart>;

/** Client: the microphone is closed. */
export const MicrophoneStop = z.object({ type: z.literal("audio_stop") });
export type MicrophoneStop = z.infer<typeof MicrophoneStop>;

/** Client: how much of a speech has been heard. */
export const Playback = z.object({
  type: z.literal("playback"),
  speech_no: SpeechNo,
  played_ms: Milliseconds,
  finished: z.optional(z.boolean()),
});
export type Playback = z.infer<typeof Playback>;

export const SpeechStarted = frame("speech_started", {});
export type SpeechStarted = z.infer<typeof SpeechStarted>;

export const SpeechStopped = frame("speech_stopped", {});
export type SpeechStopped = z.infer<typeof SpeechStopped>;

/** What was understood: a fact when `final`, a live frame before. */
export const Transcript = frame("transcript", { text: z.string(), final: z.boolean() });
export type Transcript = z.infer<typeof Transcript>;

/** A speech begins; a turn may have several. */
export const AudioStart = frame("audio_start", {
  turn_id: Id,
  speech_no: SpeechNo,
  from_ms: Milliseconds,
  sample_rate: SampleRate,
  encoding: AudioEncoding,
});
export type AudioStart = z.infer<typeof AudioStart>;

/** Samples in base64, for a client that asked for JSON audio. */
export const AudioChunk = frame("audio_chunk", { speech_no: SpeechNo, audio: z.string() });
export type AudioChunk = z.infer<typeof AudioChunk>;

export const AudioEnd = frame("audio_end", { speech_no: SpeechNo });
export type AudioEnd = z.infer<typeof AudioEnd>;

/** The user may be speaking: play with this gain, 1 being full volume. */
export const AudioDuck = frame("audio_duck", { speech_no: SpeechNo, gain: Share });
export type AudioDuck = z.infer<typeof AudioDuck>;

/** Nothing of that speech is sent after this frame. */
export const AudioCancelled = frame("audio_cancelled", {
  speech_no: SpeechNo,
  turn_id: Id,
  heard_ms: Milliseconds,
  reason: z.string(),
});
export type AudioCancelled = z.infer<typeof AudioCancelled>;
