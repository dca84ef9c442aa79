/** The codes with which a socket closes, and what a client does after each. */

export interface CloseCode {
  readonly code: number;
  readonly meaning: string;
  /** `resume`: connect again and resume; `authenticate`: first get a fresh credential; `stop`: a fault of the client. */
  readonly then: "resume" | "authenticate" | "stop";
}

export const closeCodes = {
  normal: { code: 1000, meaning: "The client is done.", then: "stop" },
  goingAway: { code: 1001, meaning: "The page or the program goes away.", then: "resume" },
  protocolError: { code: 1002, meaning: "The bytes are not WebSocket frames.", then: "stop" },
  notUtf8: { code: 1007, meaning: "A text frame is not UTF-8.", then: "stop" },
  tooManyFragments: { code: 1008, meaning: "A frame came in more than 64 fragments.", then: "stop" },
  tooLarge: { code: 1009, meaning: "A frame was larger than 64 KiB.", then: "stop" },
  internal: { code: 1011, meaning: "The server met a fault of its own.", then: "resume" },
  restarting: { code: 1012, meaning: "The server restarts; come back with jitter.", then: "resume" },
  tooDeep: { code: 4400, meaning: "A frame was nested more than 32 deep.", then: "stop" },
  credentialEnded: {
    code: 4401,
    meaning: "The credential is not valid, has expired or was revoked.",
    then: "authenticate",
  },
  noHeartbeat: { code: 4408, meaning: "Nothing was heard from the client for too long.", then: "resume" },
  tooFast: { code: 4429, meaning: "Frames kept coming after `rate_limited`.", then: "resume" },
  tooSlow: { code: 4430, meaning: "The client read too slowly: 1 MiB was waiting for it.", then: "resume" },
} as const satisfies Record<string, CloseCode>;

export type CloseCodeName = keyof typeof closeCodes;

/** What a client does after a close with this code; a code that is not listed here is a lost connection. */
export function afterClose(code: number): CloseCode["then"] {
  const known = Object.values(closeCodes).find((entry) => entry.code === code);
  return known?.then ?? "resume";
}
