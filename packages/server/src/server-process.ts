// The server as a process: reads the environment, serves, and leaves in good order when told to.
import { compose } from "./compose.ts";
import { environment, readConfig } from "./config.ts";
import { webRoot } from "./web-root.ts";

const sentence = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const serveUntilTold = async (): Promise<void> => {
  const config = readConfig(environment());
  const program = await compose(config, { webRoot: webRoot() });
  const stop = () => {
    program.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(`Stopping failed: ${sentence(error)}`);
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

/** Prints where the server is once it can be reached; ends the process with a sentence when it cannot start. */
export const runServer = (): Promise<void> =>
  serveUntilTold().catch((error: unknown) => {
    console.error(sentence(error));
    process.exit(1);
  });
