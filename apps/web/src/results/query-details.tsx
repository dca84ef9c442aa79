// How figures were computed, for whoever wants to check: the query, folded away.

export const QueryDetails = ({ query }: { query: string }) => (
  <details className="group/query text-xs">
    <summary className="w-fit cursor-pointer rounded-md py-1 text-soft hover:text-ink pointer-coarse:py-3">
      How this was computed
    </summary>
    <pre
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      className="mt-1.5 overflow-x-auto rounded-lg border border-line bg-side px-3 py-2 font-mono leading-5"
    >
      {query}
    </pre>
  </details>
);
