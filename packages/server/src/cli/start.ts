// `polylogue start`: the server, as the container and `npm start` run it.
import { defineCommand } from "citty";

export const start = defineCommand({
  meta: { name: "start", description: "Serve the agents and the page; settings are read from the environment" },
  async run() {
    const { runServer } = await import("../server-process.ts");
    await runServer();
  },
});
