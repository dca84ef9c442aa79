// The last exchanges of conversations that run here, at hand: a turn in a long conversation reads no more than its first.
import type { Exchange } from "../agent/turn.ts";
import type { ConversationBook, SpokenMessage } from "../ports/store/conversation.ts";
import type { Fact, NewFact } from "../ports/store/fact.ts";

/** Turns that are kept of a conversation, and conversations of which they are kept. */
const turnsAtHand = 20;
const conversationsAtHand = 2_000;
/** A turn with more text than this is read from the Store when it is asked for. */
const longestAtHand = 16 * 1024;

export interface RecentHistory {
  /** The exchanges of the last `limit` turns before turn `ordinal`, oldest first. */
  before(conversation_id: string, ordinal: number, limit: number): Promise<readonly Exchange[]>;
  /** Turn `ordinal` has ended, with these. */
  add(conversation_id: string, ordinal: number, exchanges: readonly Exchange[]): void;
}

/** Consecutive turns, the last of them `ordinal`. */
interface AtHand {
  readonly ordinal: number;
  readonly turns: readonly (readonly Exchange[])[];
}

export const recentHistory = (store: Pick<ConversationBook, "messages">): RecentHistory => {
  const atHand = new Map<string, AtHand>();
  const keep = (conversation_id: string, kept: AtHand) => {
    atHand.delete(conversation_id);
    atHand.set(conversation_id, kept);
    const [oldest] = atHand.keys();
    if (atHand.size > conversationsAtHand && oldest !== undefined) atHand.delete(oldest);
  };
  return {
    async before(conversation_id, ordinal, limit) {
      if (ordinal === 1) return [];
      const kept = atHand.get(conversation_id);
      const enough = kept?.ordinal === ordinal - 1 && kept.turns.length >= Math.min(limit, ordinal - 1);
      if (enough) return kept.turns.slice(-limit).flat();
      return (await store.messages(conversation_id, { limit, before: ordinal })).map(exchangeOf);
    },
    add(conversation_id, ordinal, exchanges) {
      const kept = atHand.get(conversation_id);
      const length = exchanges.reduce((sum, { text }) => sum + text.length, 0);
      if (length > longestAtHand) return void atHand.delete(conversation_id);
      const earlier = kept?.ordinal === ordinal - 1 ? kept.turns : [];
      keep(conversation_id, { ordinal, turns: [...earlier, exchanges].slice(-turnsAtHand) });
    },
  };
};

const exchangeOf = ({ role, text, agent }: SpokenMessage): Exchange => ({
  role,
  text,
  ...(agent !== undefined && { agent }),
});

const answerTypes: ReadonlySet<string> = new Set(["message", "visualization", "analysis", "drill_down"]);

/** What facts of a turn add to the history: its answers, as they were shown. */
export const answersIn = (facts: readonly (Fact | NewFact)[]): Exchange[] =>
  facts
    .filter(({ type }) => answerTypes.has(type))
    .map(({ body: { message, agent } }) => ({
      role: "assistant",
      text: String(message),
      ...(typeof agent === "string" && { agent }),
    }));
