// What `npm start` and the container run: the server, from the environment alone.
import { runServer } from "./server-process.ts";

await runServer();
