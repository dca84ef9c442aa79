// `polylogue doctor`: looks at everything that a server needs, and says what to do about what is wrong.
import { defineCommand } from "citty";

export const doctor = defineCommand({
  meta: { name: "doctor", description: "Check whether a server can run here, and say what to do about what is wrong" },
  async run() {
    const [{ intro, log, outro }, { environment }, { examine }, { webRoot }] = await Promise.all([
      import("@clack/prompts"),
      import("../config.ts"),
      import("./examination.ts"),
      import("../web-root.ts"),
    ]);
    const print = { ok: log.success, warn: log.warn, fail: log.error };
    let failed = 0;
    intro("Can a server run here?");
    for await (const { verdict, subject, says } of examine({
      env: environment(),
      node: process.versions.node,
      webRoot: webRoot(),
    })) {
      print[verdict](`${subject}: ${says}`, { spacing: 0 });
      if (verdict === "fail") failed += 1;
    }
    outro(failed === 0 ? "All is well." : `To be mended: ${failed}.`);
    process.exitCode = failed === 0 ? 0 : 1;
  },
});
