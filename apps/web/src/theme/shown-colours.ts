// Whether the page is light or dark right now, for what cannot take its colours from the style sheet by itself.
import { useSyncExternalStore } from "react";

export type ShownColours = "light" | "dark";

const system = matchMedia("(prefers-color-scheme: dark)");

const shown = (): ShownColours => {
  const { theme } = document.documentElement.dataset;
  if (theme === "light" || theme === "dark") return theme;
  return system.matches ? "dark" : "light";
};

function subscribe(listener: () => void): () => void {
  const chosen = new MutationObserver(listener);
  chosen.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  system.addEventListener("change", listener);
  return () => {
    chosen.disconnect();
    system.removeEventListener("change", listener);
  };
}

export const useShownColours = (): ShownColours => useSyncExternalStore(subscribe, shown);
