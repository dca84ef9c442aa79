// The agents that come with Polylogue.
export { type ContentOptions, contentLiaison } from "./content/content-liaison.ts";
export { guideHost } from "./guide/guide-host.ts";
export { type InsightsOptions, insightsLiaison } from "./insights/insights-liaison.ts";
export { businessOutcomesLiaison, operationsLiaison } from "./liaisons.ts";
