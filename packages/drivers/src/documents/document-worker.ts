// The thread in which files are read, so that 25 MB of CSV never hold up the event loop.
import { parentPort } from "node:worker_threads";
import { hasCode } from "@polylogue/core";
import type { DocumentJob, JobReport } from "./document-job.ts";
import { readDocument } from "./read-document.ts";

const progressEveryMs = 100;

const report = (message: JobReport) => parentPort?.postMessage(message);

const throttled = () => {
  let last = performance.now();
  return (done: number) => {
    if (performance.now() - last < progressEveryMs && done < 1) return;
    last = performance.now();
    report({ type: "progress", done });
  };
};

const failure = (error: unknown): JobReport => {
  const code = hasCode(error, "file_unsupported") ? "file_unsupported" : "file_unreadable";
  const known = code === "file_unsupported" || hasCode(error, "file_unreadable");
  const message =
    known && error instanceof Error ? error.message : "I could not read this file; it seems to be damaged.";
  return { type: "failed", code, message };
};

parentPort?.on("message", ({ file }: DocumentJob) => {
  readDocument(file, throttled()).then(
    (document) => report({ type: "done", document }),
    (error: unknown) => report(failure(error)),
  );
});
