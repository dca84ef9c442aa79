// The agents that a server has when it is given none: the guide, and a liaison for each pillar.
import {
  businessOutcomesLiaison,
  contentLiaison,
  guideHost,
  insightsLiaison,
  operationsLiaison,
} from "@polylogue/agents";
import { type Agent, type Shelf, supervisor, type Workbench } from "@polylogue/core";

export const builtInAgents = ({ shelf, workbench }: { shelf: Shelf; workbench: Workbench }): Agent[] => {
  const liaisons = [
    contentLiaison({ shelf, handoffs: ["InsightsLiaisonAgent"] }),
    insightsLiaison({ shelf, workbench, handoffs: ["ContentLiaisonAgent"] }),
    operationsLiaison(),
    businessOutcomesLiaison(),
  ];
  const host = guideHost(liaisons);
  return [
    supervisor({ name: "guide", title: host.title, description: host.description, members: liaisons, fallback: host }),
  ];
};
