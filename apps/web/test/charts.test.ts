// Results on the page, in a real Chromium under the server's real policy: charts, tables, workflows, and calls that wait.
import { mkdtempSync, rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import { type Browser, type BrowserContext, chromium, type Download, type Page } from "playwright-core";
import { type Serving, serve } from "polylogue";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { harmless, hostileCharts } from "./hostile-charts.ts";
import { drilled, paid, prices, resultAgent } from "./result-agent.ts";

const flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"];
const quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync"];

describe.skipIf(process.env.SKIP_BROWSER === "1")("results on the page", () => {
  const dataDir = mkdtempSync(join(tmpdir(), "polylogue-results-"));
  let serving: Serving;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let complaints: string[];
  let foreign: string[];

  beforeAll(async () => {
    serving = await serve({ agents: [resultAgent()], settings: { dataDir, port: 0, logLevel: "silent" } });
    const executablePath = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";
    browser = await chromium.launch({ executablePath, args: [...flags, ...quiet] });
  });
  afterAll(async () => {
    await browser?.close();
    await serving?.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  beforeEach(() => open({ width: 1280, height: 900 }, "light"));
  afterEach(() => context.close());

  const open = async (viewport: { width: number; height: number }, colorScheme: "light" | "dark") => {
    context = await browser.newContext({ viewport, colorScheme, permissions: ["clipboard-read", "clipboard-write"] });
    page = await context.newPage();
    page.setDefaultTimeout(12_000);
    [complaints, foreign] = [[], []];
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("console", (line) => {
      if (line.type() === "error" || line.type() === "warning") complaints.push(line.text());
    });
    page.on("request", (request) => {
      if (!/^(?:blob|data):/.test(request.url()) && !request.url().startsWith(serving.url ?? ""))
        foreign.push(request.url());
    });
    await page.goto(serving.url ?? "");
    await page.getByRole("textbox").waitFor();
  };
  const say = async (text: string) => {
    await page.getByRole("textbox").fill(text);
    await page.getByRole("textbox").press("Enter");
  };
  const says = (text: string) => page.getByRole("article").getByText(text).last().waitFor();
  const card = (name: string) => page.getByRole("region", { name });
  const bars = () => card("Average price by symbol").locator("svg.marks .mark-rect.role-mark path");
  const downloaded = async (name: string, within: string): Promise<Download> => {
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      card(within)
        .getByRole("button", { name: `Download as ${name}` })
        .click(),
    ]);
    return download;
  };
  const contentOf = async (download: Download) => readFile(await download.path());

  it("S2.5 draws a chart with a mark for each row, without a breach of the policy, and says what it shows", async () => {
    await say("bar");
    await bars().first().waitFor();
    expect(await bars().count()).toBe(prices.length);
    const label = await page.getByRole("img", { name: /^Chart: Average price by symbol/ }).getAttribute("aria-label");
    expect(label).toContain("GOOG is highest, at 415.87");
    expect(await card("Average price by symbol").getByText("How this was computed").count()).toBe(1);
    expect(complaints).toEqual([]);
    expect(foreign).toEqual([]);
  });

  it("shows the same figures as a table, sorted by its columns", async () => {
    await say("bar");
    await page.getByRole("tab", { name: "Table" }).click();
    const cells = () => page.getByRole("row").getByRole("cell").allTextContents();
    expect((await cells()).filter((cell) => cell.includes("."))).toEqual(prices.map(([, price]) => String(price)));
    await page.getByRole("button", { name: "average price" }).click();
    expect((await cells()).filter((cell) => cell.includes("."))).toEqual([
      "24.74",
      "47.99",
      "64.73",
      "91.26",
      "415.87",
    ]);
    expect(await page.getByRole("columnheader", { name: "average price" }).getAttribute("aria-sort")).toBe("ascending");
  });

  it("S2.5 a click on a mark asks what is behind it, and so does a row of its table", async () => {
    await say("bar");
    await bars().nth(2).hover();
    await page.getByText("Click to see what is behind it").waitFor();
    await bars().nth(2).click();
    await says("Behind it:");
    await says("Show what is behind symbol = GOOG");
    expect(drilled.at(-1)).toEqual({ symbol: "GOOG", "average price": 415.87 });
    await page.getByRole("tab", { name: "Table" }).click();
    await page.getByRole("button", { name: "Show what is behind IBM, 91.26" }).click();
    await says("Show what is behind symbol = IBM");
    await expect.poll(() => drilled.at(-1)).toEqual({ symbol: "IBM", "average price": 91.26 });
  });

  it("a line without points can be pointed at as well", async () => {
    await say("line");
    const points = page.locator("svg.marks .mark-symbol.role-mark path");
    await points.first().waitFor();
    await points.nth(20).hover({ force: true });
    await page.getByText("Click to see what is behind it").waitFor();
    await points.nth(20).click({ force: true });
    await says("Behind it:");
    expect(drilled.at(-1)).toMatchObject({
      symbol: expect.any(String),
      date: expect.stringMatching(/^\d{4}-\d\d-01$/),
    });
  });

  it("gives the rows as CSV and Markdown, to copy and to keep, and the chart as PNG", async () => {
    await say("bar");
    await bars().first().waitFor();
    const title = "Average price by symbol";
    const csv = await downloaded("CSV", title);
    expect(csv.suggestedFilename()).toBe("average-price-by-symbol.csv");
    const lines = ["symbol,average price", ...prices.map((row) => row.join(","))];
    expect(String(await contentOf(csv))).toBe(lines.map((line) => `${line}\r\n`).join(""));
    expect(String(await contentOf(await downloaded("Markdown", title)))).toContain("| GOOG | 415.87 |");
    const png = await contentOf(await downloaded("PNG", title));
    expect(png.subarray(1, 4).toString()).toBe("PNG");
    expect(png.readUInt32BE(16)).toBeGreaterThan(1_000);
    await card(title).getByRole("button", { name: "Copy as Markdown" }).click();
    await page.getByText("Copied").waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("| --- | ---: |");
    expect(complaints).toEqual([]);
  });

  it("is drawn anew in the colours of the page", async () => {
    await say("bar");
    const fill = () => bars().first().getAttribute("fill");
    await bars().first().waitFor();
    const light = await fill();
    await page.emulateMedia({ colorScheme: "dark" });
    await expect.poll(fill).not.toBe(light);
  });

  it("shows 25 rows of a long table at a time, gaps last", async () => {
    await say("table");
    await page.getByText("1–25 of 60").waitFor();
    await page.getByRole("button", { name: "people" }).click();
    const first = () => page.getByRole("row").nth(1).textContent();
    expect(await first()).toContain("Town 38");
    await page.getByRole("button", { name: "Next" }).click();
    await page.getByRole("button", { name: "Next" }).click();
    await page.getByText("51–60 of 60").waitFor();
    expect(await page.getByRole("row").last().textContent()).toContain("–");
    expect(await page.getByRole("button", { name: "Next" }).isDisabled()).toBe(true);
  });

  it("P16 draws no chart that would fetch, run or lead somewhere, and asks nobody for anything", async () => {
    // As a server that does not check would send them.
    await page.routeWebSocket(/\/api\/ws\/agent/, (socket) => {
      const server = socket.connectToServer();
      const asSent = (_all: string, place: string) =>
        `"visualization":${JSON.stringify(hostileCharts[Number(place)]?.[1] ?? harmless)}`;
      server.onMessage((text) => socket.send(String(text).replace(/"data":"@hostile (\d+)"/, asSent)));
    });
    await page.reload();
    await page.getByRole("textbox").waitFor();
    for (const [place, [kind]] of hostileCharts.entries()) {
      await say(`hostile ${place}`);
      const refused = page.getByText("a kind that this page does not draw");
      await expect.poll(() => refused.count(), { message: kind, timeout: 5_000 }).toBe(place + 1);
    }
    const drawn = page.locator("svg.marks, canvas.marks");
    expect(await drawn.count()).toBe(0);
    await say(`hostile ${hostileCharts.length}`);
    await drawn.waitFor();
    expect(await page.evaluate(() => "breached" in window)).toBe(false);
    expect([...foreign, ...complaints]).toEqual([]);
  }, 60_000);

  it("S2.5 draws a workflow with its decisions, labels and findings, and gives its plan", async () => {
    await say("workflow");
    await page.locator(".workflow-box").first().waitFor();
    expect(await page.locator(".workflow-step").count()).toBe(5);
    expect(await page.locator(".workflow-decision").allTextContents()).toContain("Does it match the order?");
    expect(await page.locator(".workflow-label").allTextContents()).toEqual(["no", "yes", "yes", "no"]);
    expect(await page.locator(".workflow-flagged").textContent()).toContain("Send it back");
    await page.getByText("has no owner.").waitFor();
    const plan = await downloaded("plan (JSON)", "Paying an invoice");
    expect(JSON.parse(String(await contentOf(plan)))).toMatchObject({ id: "invoice" });
    const png = await contentOf(await downloaded("PNG", "Paying an invoice"));
    expect(png.subarray(1, 4).toString()).toBe("PNG");
    await page.getByRole("tab", { name: "Steps" }).click();
    await page.getByText("no: step 3 · yes: “Is it above").waitFor();
    expect(complaints).toEqual([]);
  });

  it("P16 shows what a call would do, and does it only when it is allowed", async () => {
    await say("pay");
    const call = page.getByRole("region", { name: "Insights asks: may I do this?" });
    await call.getByText("Ulm Paper GmbH").waitFor();
    expect(await call.textContent()).toContain("Send payment");
    expect(paid).toEqual([]);
    await call.getByRole("button", { name: "Refuse" }).click();
    await page.getByText("Not allowed. Nothing was done.").waitFor();
    await says("Then I leave it.");
    expect(paid).toEqual([]);
    await say("pay");
    await page.getByRole("button", { name: "Allow" }).click();
    await page.getByText("Allowed, and done.").waitFor();
    await says("The payment is on its way.");
    expect(paid).toMatchObject([{ to: "Ulm Paper GmbH", amount_euros: 1240.5 }]);
  });

  it.each([
    [1280, "light"],
    [1280, "dark"],
    [390, "light"],
    [390, "dark"],
  ] as const)("is accessible and fits at %i px, %s", async (width, colors) => {
    await context.close();
    await open({ width, height: 900 }, colors);
    for (const word of ["bar", "line", "table", "workflow", "pay"]) await say(word);
    await page.getByRole("button", { name: "Allow" }).waitFor();
    await page.getByRole("tab", { name: "Picture" }).click();
    await page.locator(".workflow-box").first().waitFor();
    await page.waitForTimeout(600);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    expect(complaints).toEqual([]);
  });
});
