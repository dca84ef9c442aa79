// The codes with which a socket closes, and what a client does after each.

export interface CloseCode {
  readonly code: number;
  readonly meaning: string;
  /** `resume`: connect again and resume; `authenticate`: first get a fresh credential; `stop`: a fault of the client. */
  readonly action: "resume" | "authenticate" | "stop";
}

export const closeCodes = {
  normal: { code: 1000, meaning: "The client is done.", action: "stop" },
  goingAway: { code: 1001, meaning: "The page or the program goes away.", action: "resume" },
  protocolError: { code: 1002, meaning: "The bytes are not WebSocket frames.", action: "stop" },
  notUtf8: { code: 1007, meaning: "A text frame is not UTF-8.", action: "stop" },
  tooManyFragments: { code: 1008, meaning: "A frame came in more than 64 fragments.", action: "stop" },
  tooLarge: { code: 1009, meaning: "A frame was larger than 64 KiB.", action: "stop" },
  internal: { code: 1011, meaning: "The server met a fault of its own.", action: "resume" },
  restarting: { code: 1012, meaning: "The server restarts; come back with jitter.", action: "resume" },
  tooDeep: { code: 4400, meaning: "A frame was nested more than 32 deep.", action: "stop" },
  credentialEnded: {
    code: 4401,
    meaning: "The credential is not valid, has expired or was revoked.",
    action: "authenticate",
  },
  noHeartbeat: { code: 4408, meaning: "Nothing was heard from the client for too long.", action: "resume" },
  tooFast: { code: 4429, meaning: "Frames kept coming after `rate_limited`.", action: "resume" },
  tooSlow: { code: 4430, meaning: "The client read too slowly: 1 MiB was waiting for it.", action: "resume" },
} as const satisfies Record<string, CloseCode>;

export type CloseCodeName = keyof typeof closeCodes;

/** What a client does after a close with this code; a code that is not listed here is a lost connection. */
export function afterClose(code: number): CloseCode["action"] {
  const known = Object.values(closeCodes).find((entry) => entry.code === code);
  return known?.action ?? "resume";
}
