// Tells a screen reader about whole answers and stops, never about each piece of text.
import { useEffect, useState } from "react";
import { type Agent, agentKey, speakerOf } from "../agents/agent.ts";
import { usePageSession } from "../session/page-session.ts";

const answerTypes = ["message", "visualization", "analysis", "drill_down"] as const;

export function Announcer({ agents, active }: { agents: readonly Agent[]; active: Agent }) {
  const { client } = usePageSession();
  const [news, setNews] = useState("");
  useEffect(() => {
    const offs = answerTypes.map((type) =>
      client.on(type, ({ agent, agent_type, pillar, message, partial }) => {
        const who = speakerOf(agents, agent ?? agent_type).title;
        const here = agentKey({ agent_type, pillar }) === active.key;
        setNews(here ? `${who}${partial ? ", not finished" : ""}: ${spoken(message)}` : `New answer from ${who}`);
      }),
    );
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
