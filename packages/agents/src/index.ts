// The agents that come with Polylogue.
export { type ContentOptions, contentLiaison } from "./content/content-liaison.ts";
export { guideHost } from "./guide/guide-host.ts";
export { businessOutcomesLiaison, insightsLiaison, operationsLiaison } from "./liaisons.ts";
