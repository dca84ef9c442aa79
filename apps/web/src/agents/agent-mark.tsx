// The round mark of an agent: its icon on a tint of its colour.
import { Icon } from "../icon.tsx";
import type { Agent } from "./agent.ts";

const sizes = {
  small: "size-6 [&>svg]:size-3.5",
  usual: "size-8 [&>svg]:size-[1.125rem]",
  large: "size-14 [&>svg]:size-7",
};

export const AgentMark = ({
  agent,
  size = "usual",
}: {
  agent: Pick<Agent, "icon" | "mark">;
  size?: keyof typeof sizes;
}) => (
  <span className={`grid shrink-0 place-items-center rounded-full mark ${agent.mark} ${sizes[size]}`}>
    <Icon name={agent.icon} />
  </span>
);
