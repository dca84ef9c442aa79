// Which agent this tab is talking to; kept for a reload.
import { useState } from "react";
import type { Agent } from "./agent.ts";

const key = "polylogue.agent";

export function useActiveAgent(agents: readonly Agent[]): readonly [Agent | undefined, (agent: Agent) => void] {
  const [chosen, setChosen] = useState(() => sessionStorage.getItem(key));
  const choose = (agent: Agent) => {
    sessionStorage.setItem(key, agent.key);
    setChosen(agent.key);
  };
  return [agents.find((agent) => agent.key === chosen) ?? agents[0], choose];
}
