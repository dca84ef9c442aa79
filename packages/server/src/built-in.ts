// The agents that a server has when it is given none: the guide, a liaison for each pillar, and the tutor with its four.
import {
  assessmentAgent,
  contentLiaison,
  guideHost,
  guideRouting,
  insightsLiaison,
  navigationAgent,
  operationsLiaison,
  outcomesLiaison,
  qaAgent,
  teachingAgent,
  tutor,
  tutorRouting,
} from "@polylogue/agents";
import { type Agent, type Courses, type Findings, type Shelf, supervisor, type Workbench } from "@polylogue/core";

export interface BuiltInMaterial {
  readonly shelf: Shelf;
  readonly workbench: Workbench;
  readonly findings: Findings;
  readonly courses: Courses;
}

export const builtInAgents = ({ shelf, workbench, findings, courses }: BuiltInMaterial): Agent[] => {
  const members = [
    contentLiaison({ shelf, handoffs: ["InsightsLiaisonAgent"] }),
    insightsLiaison({ shelf, workbench, handoffs: ["ContentLiaisonAgent"] }),
    operationsLiaison({ shelf }),
    outcomesLiaison({ findings }),
    tutor({ courses, classifier: tutorRouting }, [
      teachingAgent({ courses }),
      qaAgent({ courses }),
      assessmentAgent({ courses }),
      navigationAgent({ courses }),
    ]),
  ];
  const host = guideHost(members);
  return [
    supervisor({
      name: "guide",
      title: host.title,
      description: host.description,
      members,
      fallback: host,
      classifier: guideRouting,
    }),
  ];
};
