// The first frame of every socket: who one is, where the session stands, and whom one can talk to.
import type { Agent, Registry } from "@polylogue/core";
import type { AgentEntry } from "@polylogue/protocol";
import type { Connection } from "./connection.ts";

interface Greeting {
  readonly connection: Connection;
  readonly registry: Registry;
  readonly epoch: number;
  readonly head: number;
  readonly heartbeatMs: number;
  readonly protocol: number;
}

export const welcomeFrame = ({ connection, registry, epoch, head, heartbeatMs, protocol }: Greeting) => {
  const { user, session } = connection;
  return {
    protocol,
    session_token: session.token,
    user: {
      user_id: user.user_id,
      roles: user.roles,
      anonymous: session.anonymous,
      ...(user.name !== undefined && { name: user.name }),
    },
    epoch,
    head_seq: head,
    heartbeat_ms: heartbeatMs,
    agents: agentEntries(registry),
  };
};

export const agentEntries = (registry: Registry): AgentEntry[] => {
  const leaders = new Map<string, string>();
  for (const { name, members = [] } of registry.all) for (const member of members) leaders.set(member.name, name);
  return registry.all.map((agent) => entry(agent, isReachedThrough(agent) ? leaders.get(agent.name) : undefined));
};

/** A liaison has its pillar, and who leads a team is talked to; everybody else in a team is reached through it. */
const isReachedThrough = ({ pillar, members }: Agent): boolean => pillar === undefined && members === undefined;

const entry = ({ name, title, description, pillar }: Agent, part_of: string | undefined): AgentEntry => ({
  name,
  title,
  agent_type: pillar === undefined ? name : "liaison",
  ...(pillar !== undefined && { pillar }),
  description,
  ...(part_of !== undefined && { part_of }),
});
