// A PostgreSQL of the bench's own: on a free port and a folder of its own, with fsync as it is by default.
import { spawnSync } from "node:child_process";
import { chownSync, existsSync, readdirSync } from "node:fs";
import { userInfo } from "node:os";
import { join } from "node:path";
import { newFolder } from "./folder.mjs";
import { freePort } from "./port.mjs";

const versions = "/usr/lib/postgresql";
export const howToInstall =
  "PostgreSQL is not installed, so there is no peer: apt-get update && apt-get install postgresql";

/** Answers the address and how to stop it; nothing where PostgreSQL is not installed. */
export async function startPostgres() {
  const version = existsSync(versions) ? readdirSync(versions).toSorted().at(-1) : undefined;
  if (version === undefined) return undefined;
  const run = (program, ...args) => runAsPostgres(join(versions, version, "bin", program), args);
  const folder = newFolder();
  if (userInfo().uid === 0) giveToPostgres(folder);
  const data = join(folder, "data");
  const port = await freePort();
  run("initdb", "-D", data, "-U", "postgres", "--auth=trust");
  const stop = () => run("pg_ctl", "stop", "-m", "immediate", "-D", data);
  // It outlives whoever started it, so it is stopped also when the bench fails; before its folder is removed.
  const stopAnyway = () => existsSync(join(data, "postmaster.pid")) && stop();
  process.prependListener("exit", stopAnyway);
  const options = `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1`;
  run("pg_ctl", "start", "-w", "-D", data, "-l", join(folder, "log"), "-o", options);
  return { url: `postgres://postgres@127.0.0.1:${port}/postgres`, stop };
}

/** PostgreSQL refuses to run as root. */
function runAsPostgres(program, args) {
  const isRoot = userInfo().uid === 0;
  const [command, ...all] = isRoot ? ["runuser", "-u", "postgres", "--", program, ...args] : [program, ...args];
  const { status, stderr } = spawnSync(command, all, {
    stdio: ["ignore", "ignore", "pipe"],
    encoding: "utf8",
    cwd: "/",
  });
  if (status !== 0) throw new Error(`${program} failed: ${stderr}`);
}

function giveToPostgres(folder) {
  const [uid, gid] = ["-u", "-g"].map((which) =>
    Number(spawnSync("id", [which, "postgres"], { encoding: "utf8" }).stdout),
  );
  chownSync(folder, uid, gid);
}
