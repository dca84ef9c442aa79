// The page in a real Chromium against the real server: what a person does, and what they then see.
import { AxeBuilder } from "@axe-core/playwright";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type PageServer, servePage } from "./server.ts";

const flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"];
const quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync"];
const table = "city,people,founded\nUlm,126000,854\nJena,,1182\nTrier,112000,-16\n";

describe.skipIf(process.env.SKIP_BROWSER === "1")("the page", () => {
  let server: PageServer;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    server = await servePage();
    const executablePath = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";
    browser = await chromium.launch({ executablePath, args: [...flags, ...quiet] });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.remove();
  });
  beforeEach(async () => {
    await open({ width: 1280, height: 800 }, "light");
  });
  afterEach(() => context.close());

  const open = async (viewport: { width: number; height: number }, colorScheme: "light" | "dark") => {
    context = await browser.newContext({ viewport, colorScheme });
    page = await context.newPage();
    complaints = [];
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("console", (line) => {
      const isOfOutage = /ERR_CONNECTION_REFUSED|WebSocket connection/.test(line.text());
      if (line.type() === "error" && !isOfOutage) complaints.push(line.text());
    });
    await page.goto(server.url);
    await field().waitFor();
  };
  const field = (on = page) => on.getByRole("textbox");
  const agent = (name: string) => page.getByRole("navigation", { name: "Agents" }).getByRole("button", { name });
  const say = async (text: string, on = page) => {
    await field(on).fill(text);
    await field(on).press("Enter");
  };
  const shows = (text: string | RegExp, on = page) => on.getByText(text).last().waitFor({ timeout: 15_000 });
  const addTable = () =>
    page.setInputFiles("input[type=file]", { name: "cities.csv", mimeType: "text/csv", buffer: Buffer.from(table) });

  it("answers a question about a file that was added, with its gaps", async () => {
    await addTable();
    await shows("Ready to be asked about");
    await say("What is in this file?");
    await page.getByRole("cell", { name: "people", exact: true }).waitFor();
    expect(await page.getByRole("table").textContent()).toContain("founded");
    expect(await page.getByRole("article", { name: "You said" }).textContent()).toContain("cities.csv");
    expect(complaints).toEqual([]);
  });

  it("S2.18 S2.24 switches to a liaison and back at once: conversation and draft are where they were", async () => {
    await say("What can you help me with?");
    await shows("This is who can help you here");
    await field().fill("a draft for the guide");
    await agent("Content").click();
    expect(await field().inputValue()).toBe("");
    expect(await page.getByRole("article").count()).toBe(0);
    await agent("Guide").click();
    expect(await field().inputValue()).toBe("a draft for the guide");
    await shows("This is who can help you here");
  });

  it("S2.22 shows in every tab what was said in one, and marks an answer that came in elsewhere", async () => {
    const other = await context.newPage();
    await other.goto(server.url);
    await field(other).waitFor();
    await say("said in the first tab");
    await shows("said in the first tab");
    await shows("said in the first tab", other);
    await agent("Insights").click();
    await say("said to the guide from the second tab", other);
    await agent("Guide").getByText("New answer").waitFor({ state: "attached" });
    await agent("Guide").click();
    await shows("said to the guide from the second tab");
    await agent("Guide").getByText("New answer").waitFor({ state: "detached" });
  });

  it("S2.23 P6 comes back by itself after a kill, and sends what was written meanwhile", async () => {
    await say("said before the kill");
    await shows("Stored");
    await server.kill();
    await shows(/^The connection was lost/);
    await say("written while it was away");
    await shows("Waiting for the connection");
    await server.start();
    await page.getByText("Waiting for the connection").waitFor({ state: "detached", timeout: 30_000 });
    await shows("Stored");
    await page.getByText(/^The connection was lost/).waitFor({ state: "detached" });
    await page.reload();
    await shows("said before the kill");
    await shows("written while it was away");
    expect(await page.getByText("written while it was away").count()).toBe(1);
  }, 60_000);

  it.each([
    [1280, "light"],
    [1280, "dark"],
    [390, "light"],
    [390, "dark"],
  ] as const)("is accessible and fits at %i px, %s", async (width, colors) => {
    await context.close();
    await open({ width, height: 800 }, colors);
    await addTable();
    await shows("Ready to be asked about");
    await say("What is in this file?");
    await page.getByRole("table").waitFor();
    await page
      .getByRole("button", { name: /^Files/ })
      .locator("visible=true")
      .click();
    await page.getByRole("complementary", { name: "Files" }).waitFor();
    await page.waitForTimeout(400);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    expect(complaints).toEqual([]);
  });
});
