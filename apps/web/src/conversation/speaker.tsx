// Who speaks, above what they say.
import type { Agent } from "../agents/agent.ts";
import { AgentMark } from "../agents/agent-mark.tsx";

export type SpeakerFace = Pick<Agent, "title" | "icon" | "mark">;

export const Speaker = ({ speaker }: { speaker: SpeakerFace }) => (
  <p className="mb-1.5 flex items-center gap-2 text-[0.8125rem] font-semibold">
    <AgentMark agent={speaker} size="small" />
    {speaker.title}
  </p>
);
