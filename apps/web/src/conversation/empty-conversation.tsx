// What stands where nothing has been said yet: who this is, and three things that can be asked.
import type { Agent } from "../agents/agent.ts";
import { AgentMark } from "../agents/agent-mark.tsx";

export const EmptyConversation = ({ agent, onAsk }: { agent: Agent; onAsk: (text: string) => void }) => (
  <section
    aria-label={`Begin with ${agent.title}`}
    className="mx-auto flex w-full max-w-xl flex-1 animate-arrive flex-col justify-center px-5 py-10"
  >
    <AgentMark agent={agent} size="large" />
    <h2 className="mt-5 text-2xl font-semibold tracking-tight">{agent.title}</h2>
    <p className="mt-1.5 max-w-md text-soft">{agent.description}</p>
    <ul className="mt-7 grid gap-2">
      {agent.suggestions.map((text) => (
        <li key={text}>
          <button
            type="button"
            onClick={() => onAsk(text)}
            className="w-full rounded-xl border border-line bg-raised px-4 py-3 text-left text-sm transition-colors hover:border-accent/40 hover:bg-tint"
          >
            {text}
          </button>
        </li>
      ))}
    </ul>
    <p className="mt-5 text-sm text-soft">You can also drop a file anywhere on this page.</p>
  </section>
);
