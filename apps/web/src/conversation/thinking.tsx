// Shown until the first word comes: that the agent works, and on what, where it says so.

export const Thinking = ({ doing }: { doing?: string | undefined }) => (
  <p className="flex min-h-6 items-center gap-2.5 text-sm text-soft">
    <span className="flex gap-1" aria-hidden="true">
      <span className="size-1.5 animate-breathe rounded-full bg-soft" />
      <span className="size-1.5 animate-breathe rounded-full bg-soft [animation-delay:200ms]" />
      <span className="size-1.5 animate-breathe rounded-full bg-soft [animation-delay:400ms]" />
    </span>
    {doing ? <span className="animate-arrive">{doing}</span> : <span className="sr-only">Thinking</span>}
  </p>
);
