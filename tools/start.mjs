// `npm start`: sets up and builds what is missing, then becomes the server. Signals belong to the server.
import { build } from "./build.mjs";
import { setUp } from "./setup.mjs";

setUp();
build();
await import("../packages/server/dist/main.js");
