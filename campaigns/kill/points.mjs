// The points of a turn at which the server is killed.

export const points = [
  { name: "accept:before-commit", means: "before the message is committed" },
  { name: "accept:after-commit", means: "committed, before its ack" },
  { name: "ack:after-send", means: "after the ack, before the first delta" },
  { name: "delta:after-send", means: "mid-stream", passings: 40 },
  { name: "end:before-commit", means: "before turn_end is committed" },
  { name: "end:after-commit", means: "turn_end committed, before it is sent" },
  { name: "turn_end:after-send", means: "after turn_end was sent to the first socket" },
  { name: "claim:after-commit", means: "a turn that runs again was claimed, nothing told" },
  { name: "random", means: "at a random time" },
];
