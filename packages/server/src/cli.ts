#!/usr/bin/env node
// The command `polylogue`: each subcommand is loaded when it runs, so that help appears at once.
import { defineCommand, runMain } from "citty";
import { chat } from "./cli/chat.ts";
import { course } from "./cli/course.ts";
import { doctor } from "./cli/doctor.ts";
import { start } from "./cli/start.ts";
import { version } from "./version.ts";

const polylogue = defineCommand({
  meta: { name: "polylogue", version, description: "One socket, many agents" },
  subCommands: { start, chat, course, doctor },
});

await runMain(polylogue);
