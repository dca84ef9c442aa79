// Where the built page lies: beside the published package, or in the workspace.
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const published = fileURLToPath(new URL("./web", import.meta.url));
const inWorkspace = fileURLToPath(new URL("../../../apps/web/dist", import.meta.url));

/** The folder may be missing: the page is built after the packages. */
export const webRoot = (): string => (existsSync(published) ? published : inWorkspace);
