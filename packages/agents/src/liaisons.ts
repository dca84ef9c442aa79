// The liaisons whose work comes later: each says what it will do, and what can be done today instead.
import { type Agent, type AgentEvent, agent, type Turn } from "@polylogue/core";
import { goTo } from "./go-to.ts";

interface Announcement {
  readonly name: string;
  readonly title: string;
  readonly pillar: string;
  readonly description: string;
  readonly examples: readonly string[];
  /** What people ask for, beside "go to …". */
  readonly asked: RegExp;
  /** "I will …": one sentence. */
  readonly promise: string;
  /** What helps today: one sentence. */
  readonly today: string;
}

const announced = ({ asked, promise, today, ...agentWords }: Announcement, names: string): Agent =>
  agent({
    ...agentWords,
    rules: [goTo(names), asked],
    respond: (turn) => announce(turn, agentWords.title, promise, today),
  });

async function* announce(turn: Turn, title: string, promise: string, today: string): AsyncGenerator<AgentEvent> {
  const greeting = turn.conversation.ordinal === 1 ? `This is ${title}. ` : "";
  yield `${greeting}${promise} `;
  yield today;
}

export const operationsLiaison = (): Agent =>
  announced(
    {
      name: "OperationsLiaisonAgent",
      title: "Operations",
      pillar: "operations",
      description: "Will turn procedures into steps that run, and show how each of them is going.",
      examples: [
        "describe our onboarding process as steps",
        "make a workflow from this procedure",
        "which steps are waiting for approval",
        "run the month-end checklist",
        "what is the status of the process",
      ],
      asked:
        /\b(?:make|create|build|write|run|start|design)\b.{0,24}\b(?:workflows?|procedures?|checklists?|sops?|runbooks?)\b/i,
      promise:
        "I will turn your procedures into plans of steps, run them and ask for approval where one is needed; that is still being built.",
      today: "Today, upload the procedure as a text or PDF and ask Content what it says about any step.",
    },
    "operations?|ops",
  );

export const businessOutcomesLiaison = (): Agent =>
  announced(
    {
      name: "BusinessOutcomesLiaisonAgent",
      title: "Business outcomes",
      pillar: "business_outcomes",
      description: "Will bring what was found together into goals, a roadmap and a proposal.",
      examples: [
        "make a roadmap for next year",
        "write a proposal for the pilot",
        "what should our goals be",
        "what is the return on this investment",
        "build a business case",
      ],
      asked:
        /\b(?:road ?maps?|business case|return on investment|roi|kpis?|okrs?)\b|\b(?:write|make|draft|prepare)\b.{0,20}\bproposals?\b/i,
      promise:
        "I will bring what your files and analyses show together into goals, a roadmap and a proposal; that is still being built.",
      today: "Today, upload a plan or a report and ask Content for a summary, or what it says about a goal.",
    },
    "business[ _-]?outcomes?|outcomes?",
  );
