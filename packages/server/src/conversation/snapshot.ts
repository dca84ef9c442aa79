// What a client needs to show its conversations when it cannot be given every fact that it missed.
import type { SessionStream, Store, UserContext } from "@polylogue/core";
import type { ConversationSnapshot } from "@polylogue/protocol";

const conversationsShown = 20;
const turnsShown = 25;

export const snapshot = async (
  store: Store,
  stream: SessionStream,
  user: UserContext,
): Promise<ConversationSnapshot[]> => {
  const conversations = await store.conversations(user.user_id, { limit: conversationsShown });
  return Promise.all(
    conversations.map(async ({ id, agent_type, pillar }) => {
      const messages = await store.messages(id, { limit: turnsShown });
      const running = runningIn(stream, id);
      return {
        id,
        agent_type,
        ...(pillar !== undefined && { pillar }),
        last_messages: messages,
        ...(running && { running }),
      };
    }),
  );
};

export const runningIn = (stream: SessionStream, conversation_id: string) => {
  for (const { turn, text } of stream.running.values())
    if (turn.conversation_id === conversation_id) return { turn_id: turn.turn_id, text };
  return undefined;
};
