// A call that waits for the user's agreement: what would be done, the two answers, and later what became of it.
import type { PlanEntry, PlanStatus } from "@polylogue/client";
import { useEffect, useId, useState } from "react";
import { Icon, type IconName } from "../icon.tsx";
import { usePageSession } from "../session/page-session.ts";
import { inputLines, spelledOut } from "./input-lines.ts";

interface ApprovalProps {
  readonly entry: PlanEntry;
  /** The title of the agent that asks. */
  readonly asker: string;
  readonly offline: boolean;
}

const outcomes: Record<Exclude<PlanStatus, "waiting">, { readonly icon: IconName; readonly text: string }> = {
  running: { icon: "clock", text: "Allowed. It is being done." },
  complete: { icon: "done", text: "Allowed, and done." },
  failed: { icon: "close", text: "Allowed, but it failed." },
  cancelled: { icon: "close", text: "Not allowed. Nothing was done." },
};

export function Approval({ entry: { plan_id, plan, status }, asker, offline }: ApprovalProps) {
  const title = useId();
  const [decided, decide] = useDecision(plan_id);
  return (
    <section
      aria-labelledby={title}
      className={`rounded-2xl border p-4 ${status === "waiting" ? "border-warn/40 bg-warn-tint" : "border-line bg-raised"}`}
    >
      <h3 id={title} className="font-semibold">
        {status === "waiting" ? `${asker} asks: may I do this?` : `${asker} asked to do this`}
      </h3>
      {plan.steps.map(({ id, action, input }) => (
        <Call key={id} name={action ?? id} input={input} />
      ))}
      {status === "waiting" ? (
        <div className="mt-3.5 flex flex-wrap items-center gap-2">
          <button
            type="button"
            disabled={offline || decided}
            onClick={() => decide(true)}
            className="plain-button border-transparent bg-accent text-on-accent hover:bg-accent-strong disabled:opacity-60"
          >
            Allow
          </button>
          <button
            type="button"
            disabled={offline || decided}
            onClick={() => decide(false)}
            className="plain-button border-control/60 disabled:opacity-60"
          >
            Refuse
          </button>
          <p className="text-xs text-soft">
            {offline ? "Waiting for the connection" : "Nothing is done until you decide."}
          </p>
        </div>
      ) : (
        <p role="status" className="mt-3 flex items-center gap-1.5 text-sm text-soft">
          <Icon name={outcomes[status].icon} className="size-4" />
          {outcomes[status].text}
        </p>
      )}
    </section>
  );
}

const Call = ({ name, input }: { name: string; input: unknown }) => {
  const lines = inputLines(input);
  return (
    <div className="mt-2 overflow-hidden rounded-xl border border-line bg-raised text-sm">
      <p className="bg-side px-3.5 py-2 font-medium">{spelledOut(name)}</p>
      {lines.length > 0 && (
        <dl className="grid grid-cols-[minmax(5rem,auto)_1fr]">
          {lines.map(({ label, value }) => (
            <div key={label} className="col-span-2 grid grid-cols-subgrid border-t border-line">
              <dt className="py-1.5 pr-3 pl-3.5 text-soft">{label}</dt>
              <dd className="py-1.5 pr-3.5 whitespace-pre-wrap [overflow-wrap:anywhere]">{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
};

/** A decision is given once; it can be given again when the server did not take it, or the connection was lost. */
function useDecision(plan_id: string): readonly [boolean, (approved: boolean) => void] {
  const { client } = usePageSession();
  const [decided, setDecided] = useState(false);
  useEffect(() => {
    if (!decided) return;
    const offs = [client.on("error", () => setDecided(false)), client.on("welcome", () => setDecided(false))];
    return () => {
      for (const off of offs) off();
    };
  }, [client, decided]);
  return [decided, (approved) => setDecided(client.decide({ plan_id, approved }))];
}
