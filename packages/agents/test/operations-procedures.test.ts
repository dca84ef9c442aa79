// Ten procedures in ten styles; what must be read from them was written by hand, from the texts.
import { markdownSections, type Section } from "@polylogue/core";
import { describe, expect, it } from "vitest";
import { readProcedure } from "../src/operations/procedure.ts";
import { reviewOf } from "../src/operations/review.ts";

interface Expected {
  readonly style: string;
  /** "label or title's beginning: role". */
  readonly steps: readonly string[];
  readonly edges: readonly string[];
  readonly findings: readonly string[];
}

const read = async (sections: readonly Section[]) => {
  const workflow = await readProcedure({ name: "test.md", sections });
  if (!workflow) throw new Error("nothing was read");
  return workflow;
};

const told = async (sections: readonly Section[]): Promise<Expected> => {
  const workflow = await read(sections);
  return {
    style: workflow.style,
    steps: workflow.steps.map(
      ({ id, kind, title, roles }) => `${id}${kind === "decision" ? "?" : ""} ${title} | ${roles.join(" + ")}`,
    ),
    edges: workflow.edges.map(({ from, to, label }) => `${from}>${to}${label === undefined ? "" : ` ${label}`}`).sort(),
    findings: reviewOf(workflow).map(
      ({ kind, steps, place }) => `${kind} ${steps.join(",")} @${place.line ?? `p${place.page}`}`,
    ),
  };
};

const procedures: readonly (readonly [name: string, text: string, expected: Expected])[] = [
  [
    "a tidy numbered list",
    "# Invoices\n\n## Purpose\nPay on time.\n\n## Procedure\n1. The clerk records the invoice within 1 day using the intake form.\n2. The finance manager approves the invoice.\n3. Treasury pays the supplier.\n",
    {
      style: "numbered",
      steps: [
        "s1 The clerk records the invoice within 1 day using the intake form | Clerk",
        "s2 The finance manager approves the invoice | Finance manager",
        "s3 Treasury pays the supplier | Treasury",
      ],
      edges: ["s1>s2", "s2>s3", "s3>end", "start>s1"],
      findings: [],
    },
  ],
  [
    "running text",
    "# Hiring\n\nThis procedure describes how we hire. The hiring manager writes a job description. Then HR publishes the vacancy and the recruiter screens the applications. If the candidate is suitable, HR sends an offer. Otherwise HR sends a rejection and the process ends. Finally, IT prepares a laptop.\n",
    {
      style: "prose",
      steps: [
        "s1 The hiring manager writes a job description | Hiring manager",
        "s2 HR publishes the vacancy | HR",
        "s3 The recruiter screens the applications | Recruiter",
        "s4? The candidate is suitable? | ",
        "s4-1 HR sends an offer | HR",
        "s5 HR sends a rejection | HR",
        "s6 IT prepares a laptop | IT",
      ],
      edges: ["s1>s2", "s2>s3", "s3>s4", "s4-1>s6", "s4>s4-1 yes", "s4>s5 no", "s5>end", "s6>end", "start>s1"],
      findings: [],
    },
  ],
  [
    "headings with owners",
    "# Incident\n\n## Detect the incident (Owner: Security team)\nWatch the alerts.\n\n## Contain the incident\n**Owner:** On-call engineer\nIsolate the host within 1 hour.\n\n## Write the report\nOwner: Incident manager\n",
    {
      style: "headings",
      steps: [
        "s1 Detect the incident | Security team",
        "s2 Contain the incident | On-call engineer",
        "s3 Write the report | Incident manager",
      ],
      edges: ["s1>s2", "s2>s3", "s3>end", "start>s1"],
      findings: [],
    },
  ],
  [
    "a nested list",
    "# Onboarding\n\n1. HR prepares the contract:\n   a. Draft the contract.\n   b. Send it.\n2. The team lead welcomes the new colleague.\n   - coffee\n",
    {
      style: "numbered",
      steps: [
        "s1 HR prepares the contract | HR",
        "s1a Draft the contract | HR",
        "s1b Send it | HR",
        "s2 The team lead welcomes the new colleague | Team lead",
      ],
      edges: ["s1>s1a", "s1a>s1b", "s1b>s2", "s2>end", "start>s1"],
      findings: [],
    },
  ],
  [
    "branches",
    "# Claims\n\n1. The employee submits the claim.\n2. If the amount is over 5,000 EUR, the CFO approves the claim. Otherwise go to step 3.\n3. The team lead decides:\n   - Approved: go to step 4\n   - Rejected: the clerk informs the employee and the process ends\n4. Finance pays the claim.\n",
    {
      style: "numbered",
      steps: [
        "s1 The employee submits the claim | Employee",
        "s2? The amount is over 5,000 EUR? | ",
        "s2-1 The CFO approves the claim | CFO",
        "s3? The team lead decides | Team lead",
        "s3-1 The clerk informs the employee | Clerk",
        "s4 Finance pays the claim | Finance",
      ],
      edges: [
        "s1>s2",
        "s2-1>s3",
        "s2>s2-1 yes",
        "s2>s3 no",
        "s3-1>end",
        "s3>s3-1 rejected",
        "s3>s4 approved",
        "s4>end",
        "start>s1",
      ],
      findings: [],
    },
  ],
  [
    "a loop without a way out",
    "# Release\n\n1. The developer builds the package.\n2. QA tests the package.\n3. Return to step 1.\n4. The release manager publishes the package.\n",
    {
      style: "numbered",
      steps: [
        "s1 The developer builds the package | Developer",
        "s2 QA tests the package | QA",
        "s3 Return to step 1 | ",
        "s4 The release manager publishes the package | Release manager",
      ],
      edges: ["s1>s2", "s2>s3", "s3>s1", "s4>end", "start>s1"],
      findings: ["loop s1,s2,s3 @5", "unreachable s4 @6"],
    },
  ],
  [
    "a contradiction in the order, and a step that is not there",
    "# Shipping\n\n1. After step 3, the packer packs the goods.\n2. The warehouse picks the goods.\n3. After step 1, the driver loads the truck, see step 9.\n",
    {
      style: "numbered",
      steps: [
        "s1 The packer packs the goods | Packer",
        "s2 The warehouse picks the goods | Warehouse",
        "s3 The driver loads the truck, see step 9 | Driver",
      ],
      edges: ["s1>s2", "s1>s3", "s2>end", "s3>end", "start>s1"],
      findings: ["contradiction s1,s3 @3", "missing-step s3 @5"],
    },
  ],
  [
    "bullets, some without an owner, one with two, one twice",
    "# Opening\n\n- The manager unlocks the door\n- Switch on the lights\n- The manager and the cashier check the shelves\n- Switch on the lights\n",
    {
      style: "bullets",
      steps: [
        "s1 The manager unlocks the door | Manager",
        "s2 Switch on the lights | ",
        "s3 The manager and the cashier check the shelves | Manager + Cashier",
        "s4 Switch on the lights | ",
      ],
      edges: ["s1>s2", "s2>s3", "s3>s4", "s4>end", "start>s1"],
      findings: ["no-owner s2 @4", "no-owner s4 @6", "several-owners s3 @5", "duplicate s2,s4 @6"],
    },
  ],
  [
    "steps side by side",
    "# Launch\n\n1. The product manager writes the brief (3 days).\n2. Marketing prepares the campaign (10 days).\n3. In parallel, Engineering builds the page (5 days).\n4. The product manager approves the launch (1 day).\n",
    {
      style: "numbered",
      steps: [
        "s1 The product manager writes the brief | Product manager",
        "s2 Marketing prepares the campaign | Marketing",
        "s3 Engineering builds the page | Engineering",
        "s4 The product manager approves the launch | Product manager",
      ],
      edges: ["s1>s2", "s1>s3", "s2>s4", "s3>s4", "s4>end", "start>s1"],
      findings: [],
    },
  ],
];

describe("S2.2 a written procedure is read as a workflow", () => {
  it.each(procedures)("%s", async (_, text, expected) => {
    expect(await told(markdownSections(text))).toEqual(expected);
  });

  it("pages of recognised text, with their headers, cut words and lost indents", async () => {
    const pages = [
      "ACME HOSPITAL SOP 14\n1. Purpose\nTo tell how samples are han-\ndled.\n2. Procedure\n2.1 The nurse labels the sam-\nple with the patient's name .\n2.2  The courier brings the sample to the labora-\ntory within 30 minutes.\n2.3 The technician checks the label. If the label is missing, the technician\nrejects the sample and goes back to 2.1.\nPage 1 of 2",
      "ACME HOSPITAL SOP 14\n2.4 The technician analyses the sample.\n2.5 The doctor is informed by the technician.\nPage 2 of 2",
    ];
    expect(await told(pages.map((text, at) => ({ path: [], page: at + 1, text })))).toEqual({
      style: "numbered",
      steps: [
        "s2.1 The nurse labels the sample with the patient's name | Nurse",
        "s2.2 The courier brings the sample to the laboratory within 30 minutes | Courier",
        "s2.3 The technician checks the label | Technician",
        "s2.3-1? The label is missing? | ",
        "s2.3-2 The technician rejects the sample | Technician",
        "s2.4 The technician analyses the sample | Technician",
        "s2.5 The doctor is informed by the technician | Technician",
      ],
      edges: [
        "s2.1>s2.2",
        "s2.2>s2.3",
        "s2.3-1>s2.3-2 yes",
        "s2.3-1>s2.4 no",
        "s2.3-2>s2.1",
        "s2.3>s2.3-1",
        "s2.4>s2.5",
        "s2.5>end",
        "start>s2.1",
      ],
      findings: ["loop s2.1,s2.2,s2.3,s2.3-1,s2.3-2 @p1"],
    });
  });

  it("a table with a column for each thing", async () => {
    const text =
      "| Step | Action | Owner | Time |\n|---|---|---|---|\n| 1 | Verify the caller | Help desk | 5 minutes |\n| 2 | Reset the password | | |\n| 4 | Close the ticket | Help desk | |\n";
    expect(await told(markdownSections(text))).toMatchObject({
      style: "table",
      findings: ["no-owner s2 @4", "numbering s2,s4 @5"],
    });
  });

  it("what is no procedure gives none", async () => {
    const handbook =
      "# Welcome\n\nOur company was founded in 1998. The office is in Berlin. Lunch is at noon.\n\n- Great food\n- Nice people\n- A view of the river\n";
    expect(await readProcedure({ name: "handbook.md", sections: markdownSections(handbook) })).toBeUndefined();
  });

  it("an “if” without “otherwise” goes on as a guess, and says so", async () => {
    const { edges } = await read(
      markdownSections(
        "1. The clerk checks the form.\n2. If it is late, the clerk adds a note.\n3. The clerk files the form.\n",
      ),
    );
    expect(edges.find(({ label }) => label === "no")).toMatchObject({ to: "s3", basis: "guessed" });
  });

  it("times, inputs and outputs are those of the text", async () => {
    const { steps } = await read(
      markdownSections(
        "1. The clerk prepares the report within 2 business days using the intake form.\n2. The manager signs it by Friday.\n",
      ),
    );
    expect(steps[0]).toMatchObject({
      time: { minutes: 2_880, kind: "deadline" },
      inputs: ["intake form"],
      outputs: ["report"],
    });
    expect(steps[1]?.time).toEqual({ kind: "deadline", text: "by Friday" });
  });

  it("items that stand alone on their lines stay items, though they look like headings", async () => {
    const sections = [
      { path: ["WASTE"], text: "1. The technician wears gloves.", line: 3 },
      { path: ["2. The technician seals the bags"], text: "2. The technician seals the bags", line: 5 },
      { path: ["3. The driver fetches the bags"], text: "4. The clerk signs the log.", line: 9 },
    ];
    expect((await read(sections)).steps.map(({ id, roles }) => `${id} ${roles}`)).toEqual([
      "s1 Technician",
      "s2 Technician",
      "s3 Driver",
      "s4 Clerk",
    ]);
  });

  it("each answer of a decision leads where its line says", async () => {
    const text =
      "# Changes\n\n1. The manager classifies the change.\n   - Standard: proceed to step 3\n   - Emergency: proceed to step 2\n2. The CIO approves it.\n3. The engineer makes the change.\n";
    expect(await told(markdownSections(text))).toMatchObject({
      edges: ["s1>s2 emergency", "s1>s3 standard", "s2>s3", "s3>end", "start>s1"],
      findings: [],
    });
  });

  it("what waits for two steps waits for both", async () => {
    const text =
      "The clerk checks the file. At the same time, the appraiser values the house. After both the file check and the valuation are done, the manager decides.\n";
    expect((await told(markdownSections(text))).edges).toEqual(["s1>s3", "s2>s3", "s3>end", "start>s1", "start>s2"]);
  });
});
