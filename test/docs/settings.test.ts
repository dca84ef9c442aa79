// The README's table of settings says what the server reads.
import { describe, expect, it } from "vitest";
import { settings } from "../../packages/server/src/config.ts";
import { textOf } from "./markdown.ts";

const [, table = ""] = /\n## Settings\n([\s\S]*?)\n## /.exec(textOf("README.md")) ?? [];

const rows = [...table.matchAll(/^\| `([A-Z_]+)` \|(.*?)\| (.*) \|$/gm)].map(([, name, standard = "", means = ""]) => ({
  name,
  standard: standard.trim().replaceAll("`", ""),
  means: means.replaceAll("\\|", "|"),
}));

describe("the README's table of settings", () => {
  it("has every setting with its default and meaning, in the order of config.ts (node tools/settings-table.mjs prints it)", () => {
    const wanted = Object.values(settings).map((setting) => ({
      name: setting.name,
      standard: ("standard" in setting && setting.standard) || "",
      means: setting.means,
    }));
    expect(rows).toEqual(wanted);
  });
});
