// Two views of the same thing, of which one is shown: tabs that arrow keys move between.
import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from "react";

interface TabsProps {
  readonly label: string;
  readonly views: readonly { readonly title: string; readonly content: ReactNode }[];
  readonly first?: number;
}

export function Tabs({ label, views, first = 0 }: TabsProps) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const [shown, show] = useState(first);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step === undefined) return;
    const next = (shown + step + views.length) % views.length;
    show(next);
    list.current?.querySelectorAll<HTMLElement>("[role=tab]")[next]?.focus();
  };
  return (
    <>
      <div
        ref={list}
        role="tablist"
        aria-label={label}
        onKeyDown={onKeyDown}
        className="mx-4 mb-3 flex w-fit gap-0.5 rounded-lg border border-line bg-side p-0.5"
      >
        {views.map(({ title }, place) => (
          <button
            key={title}
            type="button"
            role="tab"
            id={`${id}-tab-${place}`}
            aria-selected={place === shown}
            aria-controls={`${id}-view`}
            tabIndex={place === shown ? 0 : -1}
            onClick={() => show(place)}
            className="rounded-md px-3 py-0.5 text-sm font-medium text-soft hover:text-ink aria-selected:bg-chosen aria-selected:text-ink aria-selected:shadow-xs pointer-coarse:min-h-10"
          >
            {title}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-view`} aria-labelledby={`${id}-tab-${shown}`}>
        {views[shown]?.content}
      </div>
    </>
  );
}
