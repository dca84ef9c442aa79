// Watches the connection for what a person should know about it.
import type { ClientEvents } from "@polylogue/client";
import { useEffect, useState } from "react";
import { useClientSnapshot, usePageSession } from "./page-session.ts";
import { type Trouble, troubleOf } from "./trouble.ts";

/** A reconnect that is over sooner than this is nobody's concern. */
const patienceMs = 600;

export function useTrouble(): { readonly trouble: Trouble | undefined; readonly dismiss: () => void } {
  const { client } = usePageSession();
  const { status, agents } = useClientSnapshot();
  const [degraded, setDegraded] = useState<readonly string[]>([]);
  const [fault, setFault] = useState<string>();
  useEffect(() => {
    const offs = [
      // A new socket tells anew what is away.
      client.on("welcome", () => {
        setDegraded([]);
        setFault(undefined);
      }),
      client.on("degraded", ({ part }) => setDegraded((parts) => (parts.includes(part) ? parts : [...parts, part]))),
      client.on("restored", ({ part }) => setDegraded((parts) => parts.filter((other) => other !== part))),
      client.on("error", (fault) => {
        if (!belongsToMessage(fault)) setFault(fault.message);
      }),
    ];
    return () => {
      for (const off of offs) off();
    };
  }, [client]);
  const isPatient = usePatience(status === "connecting" || status === "waiting");
  const trouble = troubleOf({ status, known: agents.length > 0, degraded, fault });
  const isShown = !isPatient || trouble?.kind === "closed";
  return { trouble: isShown ? trouble : undefined, dismiss: () => setFault(undefined) };
}

/** Those are told beside the message. */
const belongsToMessage = (fault: ClientEvents["error"]): boolean =>
  ("turn_id" in fault && fault.turn_id !== undefined) || ("message_id" in fault && fault.message_id !== undefined);

/** True for the first moment of what may soon be over. */
function usePatience(isPending: boolean): boolean {
  const [isPatient, setPatient] = useState(true);
  useEffect(() => {
    if (!isPending) return setPatient(false);
    setPatient(true);
    const timer = setTimeout(() => setPatient(false), patienceMs);
    return () => clearTimeout(timer);
  }, [isPending]);
  return isPending && isPatient;
}
