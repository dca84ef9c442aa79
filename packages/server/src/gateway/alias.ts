// The addresses under which the gateway is reached, and what the old ones fill in. They are nothing more than that.
export interface Entrance {
  /** For the count of how much the old addresses are still used. */
  readonly endpoint: "agent" | "guide" | "liaison" | "label";
  readonly deprecated: boolean;
  readonly agent_type?: string;
  readonly pillar?: string;
  /** Only this agent if there is one, else the standard one. */
  readonly implied?: string;
}

/** `undefined` for a path that is no socket of ours. */
export const entranceOf = (path: string, legacy: boolean, own = "/api/ws/agent"): Entrance | undefined => {
  if (path === own) return { endpoint: "agent", deprecated: false };
  if (!legacy) return undefined;
  if (path === "/api/ws/guide") return { endpoint: "guide", deprecated: true, agent_type: "guide" };
  const pillar = /^\/api\/ws\/liaison\/([a-z_]{1,64})$/.exec(path)?.[1];
  if (pillar !== undefined) return { endpoint: "liaison", deprecated: true, agent_type: "liaison", pillar };
  return /^\/ws\/[^/]{1,256}$/.test(path) ? { endpoint: "label", deprecated: true, implied: "resolver" } : undefined;
};
