// The switcher: a column of agents beside the conversation, a row above it on a narrow screen.
import { useEffect, useRef } from "react";
import type { Agent } from "./agent.ts";
import { AgentMark } from "./agent-mark.tsx";

export interface AgentNews {
  readonly unread: boolean;
  readonly running: boolean;
}

interface AgentListProps {
  readonly agents: readonly Agent[];
  readonly activeKey: string;
  readonly newsOf: (agent: Agent) => AgentNews;
  readonly onChoose: (agent: Agent) => void;
}

export const AgentList = ({ agents, activeKey, newsOf, onChoose }: AgentListProps) => (
  <nav
    aria-label="Agents"
    className="min-w-0 max-md:-mx-3 max-md:overflow-x-auto max-md:px-3 max-md:[scrollbar-width:none]"
  >
    <ul className="flex gap-1 max-md:w-max max-md:py-1 md:flex-col">
      {agents.map((agent) => (
        <li key={agent.key}>
          <AgentButton agent={agent} active={agent.key === activeKey} news={newsOf(agent)} onChoose={onChoose} />
        </li>
      ))}
    </ul>
  </nav>
);

interface AgentButtonProps {
  readonly agent: Agent;
  readonly active: boolean;
  readonly news: AgentNews;
  readonly onChoose: (agent: Agent) => void;
}

function AgentButton({ agent, active, news, onChoose }: AgentButtonProps) {
  const button = useRef<HTMLButtonElement>(null);
  // In the row of a narrow screen the chosen one may stand outside the view.
  useEffect(() => {
    if (active) button.current?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [active]);
  return (
    <button
      ref={button}
      type="button"
      aria-current={active ? "page" : undefined}
      onClick={() => onChoose(agent)}
      className="group relative flex w-full items-center gap-3 rounded-xl border border-transparent text-left transition-colors hover:bg-hover aria-[current=page]:border-line aria-[current=page]:bg-chosen max-md:gap-2 max-md:rounded-full max-md:py-1 max-md:pr-3.5 max-md:pl-1 md:px-2.5 md:py-2"
    >
      <AgentMark agent={agent} size="usual" />
      <span className="min-w-0 flex-1">
        <span className="block truncate text-sm leading-5 font-medium max-md:whitespace-nowrap">{agent.title}</span>
        <span className="truncate text-xs leading-4 text-soft max-md:hidden md:block">{agent.description}</span>
      </span>
      <Mark news={news} />
    </button>
  );
}

function Mark({ news }: { news: AgentNews }) {
  if (news.running) return <Dot label="Answering" className="animate-breathe bg-soft" />;
  if (news.unread) return <Dot label="New answer" className="bg-accent" />;
  return null;
}

const Dot = ({ label, className }: { label: string; className: string }) => (
  <span className={`size-2 shrink-0 rounded-full ${className}`}>
    <span className="sr-only">{label}</span>
  </span>
);
