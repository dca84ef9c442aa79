// The agents whose conversation has an answer that nobody has seen yet.
import { useEffect, useState } from "react";
import { usePageSession } from "../session/page-session.ts";
import { agentKey } from "./agent.ts";

export function useUnread(activeKey: string): ReadonlySet<string> {
  const { client } = usePageSession();
  const [unread, setUnread] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    setUnread((keys) => new Set([...keys].filter((key) => key !== activeKey)));
    return client.on("turn_end", (frame) => {
      const key = agentKey(frame);
      if (key !== activeKey) setUnread((keys) => new Set(keys).add(key));
    });
  }, [client, activeKey]);
  return unread;
}
