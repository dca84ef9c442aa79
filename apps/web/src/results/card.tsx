// The frame of a result: its title, what it shows, and at the foot what can be done with it.
import { type ReactNode, useId } from "react";

interface CardProps {
  readonly title: string;
  readonly foot: ReactNode;
  readonly children: ReactNode;
}

export function Card({ title, foot, children }: CardProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="overflow-hidden rounded-2xl border border-line bg-raised animate-arrive">
      <h3 id={id} className="px-4 pt-3.5 pb-2.5 leading-snug font-semibold [overflow-wrap:anywhere]">
        {title}
      </h3>
      {children}
      <div className="space-y-1.5 border-t border-line px-4 py-2.5">{foot}</div>
    </section>
  );
}
