// Loaded into the server that is to die, and no part of the product: ends the process at the n-th passing of a named point.
// `node --import ".../failpoints.mjs?point=accept:after-commit&passing=3" main.js`; it is loaded in the writer thread too.
import { createRequire } from "node:module";
import { isMainThread } from "node:worker_threads";

const { searchParams } = new URL(import.meta.url);
const point = searchParams.get("point");
let passingsLeft = Number(searchParams.get("passing") ?? 1);

const die = () => process.kill(process.pid, "SIGKILL");

const pass = (name, how = die) => {
  if (name !== point) return;
  passingsLeft -= 1;
  if (passingsLeft === 0) how();
};

/** What a transaction is about can be told from the statements that run in it. */
const subjects = [
  ["accept", /^insert into "turns"/],
  ["end", /^update "turns" set "status"/],
  ["claim", /^update "turns" set "attempt"/],
];

function watchDatabase(require) {
  const Database = require("libsql");
  const { exec, prepare } = Database.prototype;
  let running = new Set();

  Database.prototype.prepare = function watchedPrepare(sql) {
    const statement = prepare.call(this, sql);
    const subject = subjects.find(([, pattern]) => pattern.test(sql))?.[0];
    if (subject === undefined) return statement;
    for (const name of ["run", "get", "all", "iterate"]) {
      const call = statement[name].bind(statement);
      statement[name] = (...values) => {
        running.add(subject);
        return call(...values);
      };
    }
    return statement;
  };

  Database.prototype.exec = function watchedExec(sql) {
    if (sql === "BEGIN IMMEDIATE") running = new Set();
    if (sql !== "COMMIT") return exec.call(this, sql);
    const committed = running;
    for (const subject of committed) pass(`${subject}:before-commit`);
    const answer = exec.call(this, sql);
    for (const subject of committed) pass(`${subject}:after-commit`);
    return answer;
  };
}

/** Frames of one pass leave together: two rounds of the loop later they are with the kernel. */
const dieSoon = () => setImmediate(() => setImmediate(die));

function watchSockets(require) {
  const WebSocket = require("ws");
  const { send } = WebSocket.prototype;
  WebSocket.prototype.send = function watchedSend(data, ...rest) {
    const type = typeof data === "string" ? /^\{"type":"(\w+)"/.exec(data)?.[1] : undefined;
    pass(`${type}:before-send`);
    const answer = send.call(this, data, ...rest);
    pass(`${type}:after-send`, dieSoon);
    return answer;
  };
}

if (isMainThread) watchSockets(createRequire(new URL("../../packages/server/dist/main.js", import.meta.url)));
else watchDatabase(createRequire(new URL("../../packages/drivers/dist/index.js", import.meta.url)));
