// The tutor over a real store, and on a real server: who answers, what survives, what a failure leaves behind.
import { assessmentAgent, navigationAgent, qaAgent, readCourse, teachingAgent, tutor } from "@polylogue/agents";
import { agent, type Course, type Courses } from "@polylogue/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rehearse, script } from "../src/testing.ts";
import { removeFolder, startServer, type TestServer } from "./server.ts";
import { type Frame, type Talk, textOf, typesOf } from "./talk.ts";

const markdown = `# Rivers

## Springs

A river begins at a spring, where water leaves the ground. Springs are fed by rain that fell far away. Rain sinks until it meets rock that it cannot pass.

### Where Water Waits

An aquifer is a layer of rock that holds water. A well reaches down into an aquifer. Some aquifers are older than any river.

### Summary

Springs give back the rain.

## Deltas

A delta is the land that a river makes at its mouth. Mud sinks there because the water slows down. Many deltas sink a little every year.
`;

const rivers = readCourse({ name: "rivers.md", markdown });

const atHand = (course: Course): Courses => ({
  list: () => [course],
  course: (_user, course_id) => (course_id === course.course_id ? course : undefined),
  search: () => [],
});

const courses = atHand(rivers);
const team = () =>
  tutor({ courses }, [
    teachingAgent({ courses }),
    qaAgent({ courses }),
    assessmentAgent({ courses }),
    navigationAgent({ courses }),
  ]);

describe("the tutor in a conversation that is kept", () => {
  it("S1.37 S1.14 “continue teaching” is answered by the teaching agent, which is named before and with the whole answer", async () => {
    const call = await rehearse(team());
    const { route, frames, status, text } = await call.say("continue teaching");
    expect([route.agent, route.tier, status]).toEqual(["teaching_agent", "rules", "complete"]);
    expect(text).toContain("A river begins at a spring");
    expect(typesOf(frames)).toEqual(["ack", "user_message", "route", "handoff", "message", "turn_end"]);
    expect(frames.find(({ type }) => type === "message")).toMatchObject({ agent: "teaching_agent" });
    await call.end();
  });

  it("S1.1 S1.21 keeps the place from turn to turn, whoever answers in between", async () => {
    const call = await rehearse(team());
    const places = [];
    for (const text of [
      "teach me about rivers",
      "what's my progress",
      "continue",
      "go to the second section",
      "continue",
    ])
      places.push((await call.say(text)).text.split("\n")[0]);
    expect(places).toEqual([
      "**Rivers › Springs, part 1 of 2**",
      expect.stringContaining("**33%**"),
      "**Rivers › Springs › Where Water Waits, part 2 of 2**",
      expect.stringContaining("**Rivers › Deltas** (section 2 of 2)"),
      "**Rivers › Deltas**",
    ]);
    await call.end();
  });

  it("S1.34 an agent that fails ends its own turn, and the next one works", async () => {
    const broken = agent({
      name: "qa_agent",
      description: "Breaks",
      rules: [/^what/i],
      // biome-ignore lint/correctness/useYield: it fails before it says anything
      async *respond() {
        throw new Error("broken inside");
      },
    });
    const call = await rehearse(tutor({ courses }, [teachingAgent({ courses }), broken]));
    const { status, frames } = await call.say("what is a delta?");
    expect(status).toBe("failed");
    const error = frames.find(({ type }) => type === "error");
    expect(error).toMatchObject({ code: "turn_failed", retryable: true });
    expect(JSON.stringify(frames)).not.toContain("broken inside");
    expect(await call.say("continue")).toMatchObject({ status: "complete", route: { agent: "teaching_agent" } });
    await call.end();
  });

  it("S1.34 a lesson that the model did not finish is taught again", async () => {
    const model = script([{ fail: new Error("away") }, "Water leaves the ground at a spring."]);
    const call = await rehearse(team(), { model });
    expect((await call.say("continue")).status).toBe("failed");
    const { text, status } = await call.say("continue");
    expect(status).toBe("complete");
    expect(text).toMatch(/^\*\*Rivers › Springs, part 1 of 2\*\*\n\nWater leaves the ground at a spring\.\n\n/);
    await call.end();
  });
});

describe("the tutor of a server", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(async () => {
    await server.stop();
    removeFolder(server.dataDir);
  });

  const learner = async (): Promise<Talk> => {
    const talk = await server.dial();
    const form = new FormData();
    form.append("file", new Blob([markdown]), "rivers.md");
    expect((await server.call("POST", "/api/courses", talk.token, form)).status).toBe(201);
    return talk;
  };
  const course = { agent_type: "tutor", metadata: { course_id: "rivers" } };
  const routes = (frames: readonly Frame[]) =>
    frames.filter(({ type }) => type === "route").map((frame) => frame.agent);

  it("S1.1 S1.37 is addressed as tutor, and says who was chosen", async () => {
    const talk = await learner();
    const frames = await talk.say("continue teaching", course);
    expect(routes(frames)).toEqual(["teaching_agent"]);
    expect(textOf(frames)).toContain("**Rivers › Springs, part 1 of 2**");
    await talk.close();
  });

  it("S2.19 is reached through the guide, with the course of the message, and keeps the conversation", async () => {
    const talk = await learner();
    const guide = { ...course, agent_type: "guide" };
    expect(routes(await talk.say("teach me about rivers", guide))).toEqual(["tutor", "teaching_agent"]);
    const further = await talk.say("continue", guide);
    expect(routes(further)).toEqual(["tutor", "teaching_agent"]);
    expect(textOf(further)).toContain("Where Water Waits");
    expect(routes(await talk.say("quiz me", guide))).toEqual(["tutor", "assessment_agent"]);
    await talk.close();
  });

  it("S1.4 two conversations do not mix: “repeat that” repeats what was said in this one", async () => {
    const talk = await learner();
    const say = (conversation_id: string, text: string) => talk.say(text, { ...course, conversation_id });
    const [first, second] = [await say("new", "continue"), await say("new", "continue")];
    const again = async (frames: readonly Frame[]) => textOf(await say(frames[0]?.conversation_id, "repeat that"));
    expect(await again(first)).toMatch(/^Once more: \*\*Rivers › Springs, part 1/);
    expect(await again(second)).toMatch(/^Once more: \*\*Rivers › Springs › Where Water Waits/);
    await talk.close();
  });

  it("S1.4 another learner begins at the beginning", async () => {
    const [one, two] = [await learner(), await learner()];
    await one.say("continue", course);
    expect(textOf(await two.say("continue", course))).toContain("part 1 of 2");
    await Promise.all([one.close(), two.close()]);
  });

  it("S1.21 the place survives a server that dies", async () => {
    const talk = await learner();
    await talk.say("continue", course);
    await server.stop("SIGKILL");
    server = await startServer({}, server.dataDir);
    const back = await server.dial("/api/ws/agent", { token: talk.token });
    expect(textOf(await back.say("continue", course))).toContain("Where Water Waits, part 2 of 2");
    await back.close();
  });
});
