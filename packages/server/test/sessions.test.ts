// Tickets by the clock: a test lets a minute pass in no time.
import { systemChance } from "@polylogue/core";
import { virtualClock } from "@polylogue/core/testing";
import { embeddedStore } from "@polylogue/drivers";
import { expect, it } from "vitest";
import { sessions as openSessions } from "../src/auth/sessions.ts";

it("S3.17 P15 a ticket that nobody came with for a minute opens nothing", async () => {
  const clock = virtualClock();
  const store = await embeddedStore({ path: ":memory:", clock });
  const sessions = openSessions({
    store,
    readJwt: async () => undefined,
    anonymous: true,
    clock,
    chance: systemChance,
  });
  const session = await sessions.open({ kind: "none" });
  if (!session) throw new Error("anonymous sessions are allowed here");
  await sessions.keep(session);
  const [early, late] = [await sessions.issueTicket(session), await sessions.issueTicket(session)];
  await clock.advance(59_000);
  expect((await sessions.open({ kind: "ticket", ticket: early }))?.record.user.session_id).toBe(
    session.record.user.session_id,
  );
  await clock.advance(2_000);
  expect(await sessions.open({ kind: "ticket", ticket: late })).toBeUndefined();
  await store.close();
});
