// Conversations over REST: the list of a user's, and one of them page by page.
import type { ConversationRecord, SessionHub, Store } from "@polylogue/core";
import { ConversationList, ConversationPage } from "@polylogue/protocol";
import type { FastifyInstance } from "fastify";
import * as z from "zod";
import { runningIn } from "../conversation/snapshot.ts";
import type { Callers } from "./caller.ts";
import { notFound } from "./fault.ts";

const Page = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  before: z.coerce.number().int().min(0).optional(),
});
const ConversationPath = z.object({ id: z.string().max(256) });

interface ConversationRouteParts {
  readonly store: Store;
  readonly hub: SessionHub;
  readonly callers: Callers;
}

export const conversationRoutes = (app: FastifyInstance, { store, hub, callers }: ConversationRouteParts): void => {
  const tags = ["conversations"];
  const list = {
    summary: "Your conversations, most recently used first",
    tags,
    querystring: Page,
    response: { 200: ConversationList },
  };
  app.get("/api/conversations", { schema: list }, async (request, reply) => {
    const caller = await callers.require(request, reply);
    if (!caller) return reply;
    const { limit, before } = request.query as z.infer<typeof Page>;
    const found = await store.conversations(caller.user.user_id, { limit, ...(before !== undefined && { before }) });
    const last = found.length === limit ? found.at(-1) : undefined;
    return { conversations: found.map(summary), ...(last && { next: last.updated_at }) };
  });

  const one = {
    summary: "The last turns of a conversation, oldest first",
    tags,
    params: ConversationPath,
    querystring: Page,
    response: { 200: ConversationPage },
  };
  app.get("/api/conversations/:id", { schema: one }, async (request, reply) => {
    const caller = await callers.require(request, reply);
    if (!caller) return reply;
    const { id } = request.params as z.infer<typeof ConversationPath>;
    const { limit, before } = request.query as z.infer<typeof Page>;
    const conversation = await store.conversation(caller.user.user_id, id);
    if (!conversation) return notFound(reply, "conversation");
    const messages = await store.messages(id, { limit, ...(before !== undefined && { before }) });
    const first = messages[0]?.ordinal;
    const running = caller.session && hub.peek(caller.user.session_id);
    return {
      conversation: summary(conversation),
      messages,
      ...(running && runningIn(running, id) && { running: runningIn(running, id) }),
      ...(first !== undefined && first > 1 && { next: first }),
    };
  });
};

const summary = ({ id, agent_type, pillar, turns, created_at, updated_at }: ConversationRecord) => ({
  id,
  agent_type,
  ...(pillar !== undefined && { pillar }),
  turns,
  created_at,
  updated_at,
});
