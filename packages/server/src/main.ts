// The server as a process: reads the environment, serves, and leaves in good order when told to.
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { compose } from "./compose.ts";
import { environment, readConfig } from "./config.ts";

/** The page lies beside the published package, or in the workspace. */
const webRoots = ["./web", "../../../apps/web/dist"].map((path) => fileURLToPath(new URL(path, import.meta.url)));

const run = async (): Promise<void> => {
  const config = readConfig(environment());
  const webRoot = webRoots.find((path) => existsSync(path)) ?? webRoots[0];
  const program = await compose(config, webRoot === undefined ? {} : { webRoot });
  const stop = () => {
    program.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(`Stopping failed: ${error instanceof Error ? error.message : String(error)}`);
        process.exit(1);
      },
    );
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
  await program.app.listen({ host: config.host, port: config.port });
  await program.start();
  const address = program.app.server.address();
  const port = typeof address === "object" && address !== null ? address.port : config.port;
  console.log(`Polylogue is ready at http://${config.host.includes(":") ? `[${config.host}]` : config.host}:${port}`);
};

run().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
});
