// A user's own data: taken away whole, or deleted whole.
import { Readable } from "node:stream";
import type { Store } from "@polylogue/core";
import type { FastifyInstance } from "fastify";
import { hashOf } from "../auth/sessions.ts";
import type { CourseLibrary } from "../courses/library.ts";
import type { Intake } from "../files/intake.ts";
import type { Gateway } from "../gateway/gateway.ts";
import type { Callers } from "./caller.ts";

interface MeRouteParts {
  readonly store: Store;
  readonly intake: Intake;
  readonly courses: CourseLibrary;
  readonly gateway: Gateway;
  readonly callers: Callers;
  readonly now: () => number;
}

export const meRoutes = (
  app: FastifyInstance,
  { store, intake, courses, gateway, callers, now }: MeRouteParts,
): void => {
  const tags = ["me"];
  async function* recordsOf(user_id: string) {
    yield* store.exportUser(user_id);
    for (const record of courses.owned(user_id)) yield { part: "course", record };
  }
  app.get(
    "/api/me/export",
    { schema: { summary: "Everything that is kept about you", tags } },
    async (request, reply) => {
      const caller = await callers.require(request, reply);
      if (!caller) return reply;
      const { user_id } = caller.user;
      await store.audit({ action: "export", subject: hashOf(user_id), user_id: hashOf(user_id) });
      return reply
        .type("application/json")
        .send(Readable.from(exported(recordsOf(user_id), { exported_at: now(), user_id })));
    },
  );

  app.delete(
    "/api/me",
    { schema: { summary: "Erase everything that is kept about you", tags } },
    async (request, reply) => {
      const caller = await callers.require(request, reply);
      if (!caller) return reply;
      const { user_id } = caller.user;
      const uploads = await store.files(user_id);
      const sessions = await store.eraseUser(user_id);
      gateway.expel(sessions);
      for (const { file_id } of uploads) await intake.forget(file_id);
      await courses.forget(user_id);
      await store.audit({ action: "erase", subject: hashOf(user_id), user_id: hashOf(user_id) });
      return reply.code(204).send();
    },
  );
};

/** The answer piece by piece, so that a long history is never held whole. */
async function* exported(
  records: AsyncIterable<{ part: string; record: unknown }>,
  head: { exported_at: number; user_id: string },
) {
  yield `${JSON.stringify(head).slice(0, -1)},"records":[`;
  let separator = "";
  for await (const entry of records) {
    yield separator + JSON.stringify(entry);
    separator = ",\n";
  }
  yield "]}\n";
}
