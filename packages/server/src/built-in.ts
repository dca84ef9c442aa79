// The agents that a server has when it is given none: the guide, and a liaison for each pillar.
import { contentLiaison, guideHost, insightsLiaison, operationsLiaison, outcomesLiaison } from "@polylogue/agents";
import { type Agent, type Findings, type Shelf, supervisor, type Workbench } from "@polylogue/core";

export interface BuiltInMaterial {
  readonly shelf: Shelf;
  readonly workbench: Workbench;
  readonly findings: Findings;
}

export const builtInAgents = ({ shelf, workbench, findings }: BuiltInMaterial): Agent[] => {
  const liaisons = [
    contentLiaison({ shelf, handoffs: ["InsightsLiaisonAgent"] }),
    insightsLiaison({ shelf, workbench, handoffs: ["ContentLiaisonAgent"] }),
    operationsLiaison({ shelf }),
    outcomesLiaison({ findings }),
  ];
  const host = guideHost(liaisons);
  return [
    supervisor({ name: "guide", title: host.title, description: host.description, members: liaisons, fallback: host }),
  ];
};
