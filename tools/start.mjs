// `npm start`: sets up and builds what is missing, then becomes the server. Signals belong to the server.
import { build } from "./build.mjs";
import { setUp } from "./setup.mjs";

setUp();
await build();
await import("../packages/server/bundle/main.js");
