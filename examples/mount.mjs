// Adds the socket to a server that is there already, for users that it knows. With Express: `const server = app.listen(port)`.
import { createServer } from "node:http";
import { serve } from "polylogue";
import { desk } from "./desk-agents.mjs";

const [port = "8787"] = process.argv.slice(2);

/** Stands for the sign-in that the site has. */
const people = new Map([["secret-of-ada", { id: "ada", name: "Ada" }]]);
const signedIn = (request) => people.get(new URL(request.url, "http://site").searchParams.get("key"));

const site = createServer((_request, response) => response.end("The site itself."));
const desks = await serve({ server: site, path: "/desk", agents: [desk], authenticate: signedIn });

site.listen(Number(port), "127.0.0.1", () => {
  console.log(`The site is at http://127.0.0.1:${site.address().port}, the desk at its path /desk?key=…`);
});

const leave = async () => {
  await desks.close();
  site.close();
};
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, leave);
