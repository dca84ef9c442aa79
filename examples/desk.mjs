// Serves the help desk with its page, until Ctrl-C. Talk to it with client.mjs, or: polylogue chat --url ADDRESS
import { serve } from "polylogue";
import { desk } from "./desk-agents.mjs";

const desks = await serve({ agents: [desk] });
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => desks.close());

console.log(`The page is at ${desks.url}, the socket at ${desks.socketUrl}`);
