// The server as a process: reads the environment, serves, and leaves in good order when told to.
import { environment, readConfig } from "./config.ts";
import { openStore } from "./store.ts";
import { webRoot } from "./web-root.ts";

const sentence = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** What stopping may take beyond the time that running turns are given; a Store that answers nothing must not keep us. */
const lastMomentMs = 4_000;

const serveUntilTold = async (): Promise<void> => {
  const config = readConfig(environment());
  // The Store opens in a thread of its own, so that it does while everything else is loaded.
  const store = openStore(config);
  store.catch(() => undefined);
  const { compose } = await import("./compose.ts");
  const program = await compose(config, { store, webRoot: webRoot() });
  const stop = () => {
    const overdue = () => {
      console.error("Stopping took too long; what was still running is taken up at the next start.");
      process.exit(1);
    };
    setTimeout(overdue, config.drainMs + lastMomentMs).unref();
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
