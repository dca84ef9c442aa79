// Where the courses that come with the product lie: beside the published package's code, or in the workspace.
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const published = fileURLToPath(new URL("./shipped-courses", import.meta.url));
const inWorkspace = fileURLToPath(new URL("../courses", import.meta.url));

export const courseRoot = (): string => (existsSync(published) ? published : inWorkspace);
