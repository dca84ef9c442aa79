// Tells a screen reader about whole answers and faults, never about each piece of text.
import type { ClientEvents } from "@polylogue/client";
import { useEffect, useState } from "react";
import { type Agent, agentKey, speakerOf } from "../agents/agent.ts";
import { usePageSession } from "../session/page-session.ts";

type Answer = ClientEvents["message" | "visualization" | "analysis" | "drill_down"];
const answerTypes = ["message", "visualization", "analysis", "drill_down"] as const;

export function Announcer({ agents, active }: { agents: readonly Agent[]; active: Agent }) {
  const { client } = usePageSession();
  const [news, setNews] = useState("");
  useEffect(() => {
    const tell = ({ agent, agent_type, pillar, message, partial }: Answer) => {
      const place = agents.find(({ key }) => key === agentKey({ agent_type, pillar }));
      const who = speakerOf(agents, agent ?? agent_type).title;
      if (place && place.key !== active.key) setNews(`New answer in the conversation with ${place.title}`);
      else setNews(`${who}${partial ? ", not finished" : ""}: ${spoken(message)}`);
    };
    const offs = [
      ...answerTypes.map((type) => client.on(type, tell)),
      client.on("error", ({ message }) => setNews(message)),
    ];
    return () => {
      for (const off of offs) off();
    };
  }, [client, agents, active.key]);
  return (
    <div role="status" aria-live="polite" className="sr-only">
      {news}
    </div>
  );
}

/** Without the marks of Markdown, which would be read out as signs. */
const spoken = (markdown: string): string =>
  markdown
    .replaceAll(/[*_`#>|]+|-{3,}/g, " ")
    .replaceAll(/\s+/g, " ")
    .trim();
