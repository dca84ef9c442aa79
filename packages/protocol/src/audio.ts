// The binary audio frame from server to client: four bytes big-endian `speech_no`, then the samples.

export const audioHeaderBytes = 4;

export interface SpeechAudio {
  readonly speechNo: number;
  readonly samples: Uint8Array;
}

export function encodeSpeechAudio({ speechNo, samples }: SpeechAudio): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(audioHeaderBytes + samples.length);
  new DataView(bytes.buffer).setUint32(0, speechNo);
  bytes.set(samples, audioHeaderBytes);
  return bytes;
}

/** `undefined` when the header is cut short. The samples are a view on the same memory. */
export function decodeSpeechAudio(bytes: Uint8Array): SpeechAudio | undefined {
  if (bytes.length < audioHeaderBytes) return undefined;
  const header = new DataView(bytes.buffer, bytes.byteOffset, audioHeaderBytes);
  return { speechNo: header.getUint32(0), samples: bytes.subarray(audioHeaderBytes) };
}
