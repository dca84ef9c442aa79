// What is written but not sent, for each agent; it outlives a switch and a reload of this tab.
import { useCallback, useState } from "react";

export interface Draft {
  readonly text: string;
  /** The file that goes with it, by its key on the shelf. */
  readonly file?: string;
}

type Drafts = Readonly<Record<string, Draft>>;

const key = "polylogue.drafts";
const empty: Draft = { text: "" };

export interface DraftBook {
  readonly of: (agentKey: string) => Draft;
  readonly write: (agentKey: string, text: string) => void;
  readonly attach: (agentKey: string, file: string | undefined) => void;
  readonly clear: (agentKey: string) => void;
}

export function useDrafts(): DraftBook {
  const [drafts, setDrafts] = useState(storedDrafts);
  const change = useCallback((agentKey: string, next: (draft: Draft) => Draft) => {
    setDrafts((all) => {
      const changed = { ...all, [agentKey]: next(all[agentKey] ?? empty) };
      sessionStorage.setItem(key, JSON.stringify(textsOf(changed)));
      return changed;
    });
  }, []);
  return {
    of: (agentKey) => drafts[agentKey] ?? empty,
    write: (agentKey, text) => change(agentKey, (draft) => ({ ...draft, text })),
    attach: (agentKey, file) => change(agentKey, ({ text }) => (file === undefined ? { text } : { text, file })),
    clear: (agentKey) => change(agentKey, () => empty),
  };
}

/** Keys of the shelf mean nothing after a reload, so only the words are kept. */
const textsOf = (drafts: Drafts): Drafts =>
  Object.fromEntries(Object.entries(drafts).map(([agentKey, { text }]) => [agentKey, { text }]));

function storedDrafts(): Drafts {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? "{}") as Drafts;
  } catch {
    return {};
  }
}
