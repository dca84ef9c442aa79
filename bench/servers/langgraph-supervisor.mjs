// langgraph-supervisor with its state in PostgreSQL: a supervisor that hands each question to one of four agents.
import { BaseChatModel } from "@langchain/core/language_models/chat_models";
import { AIMessage } from "@langchain/core/messages";
import { createReactAgent } from "@langchain/langgraph/prebuilt";
import { PostgresSaver } from "@langchain/langgraph-checkpoint-postgres";
import { createSupervisor } from "@langchain/langgraph-supervisor";
import { answer, input } from "../lib/answering.mjs";
import { question, twentyWords } from "../lib/text.mjs";

process.env.LANGSMITH_TRACING = "false";
const text = twentyWords.join("");
let calls = 0;

/** A model that answers at once with what `next` says. */
class ScriptedModel extends BaseChatModel {
  constructor(next) {
    super({});
    this.next = next;
  }
  _llmType() {
    return "scripted";
  }
  bindTools() {
    return this;
  }
  async _generate(messages) {
    const message = this.next(messages);
    return { generations: [{ text: String(message.content), message }] };
  }
}

const handOver = () => {
  calls += 1;
  const call = { name: "transfer_to_teaching", args: {}, id: `call-${calls}`, type: "tool_call" };
  return new AIMessage({ content: "", tool_calls: [call] });
};
const choosing = new ScriptedModel((messages) =>
  messages.at(-1).getType() === "human" ? handOver() : new AIMessage({ content: text }),
);
const answering = new ScriptedModel(() => new AIMessage({ content: text }));

const agents = ["teaching", "qa", "assessment", "navigation"].map((name) =>
  createReactAgent({ llm: answering, tools: [], name, prompt: `You are ${name}.` }),
);
const checkpointer = PostgresSaver.fromConnString(input.url);
await checkpointer.setup();
const graph = createSupervisor({ agents, llm: choosing, prompt: "Route.", outputMode: "last_message" }).compile({
  checkpointer,
});

let conversations = 0;
answer({
  /** The ms of each turn of a new conversation. */
  async converse({ turns }) {
    conversations += 1;
    const configurable = { thread_id: `conversation-${conversations}` };
    const took = [];
    for (let number = 0; number < turns; number++) {
      const begun = performance.now();
      const { messages } = await graph.invoke(
        { messages: [{ role: "user", content: question }] },
        { configurable, recursionLimit: 50 },
      );
      took.push(performance.now() - begun);
      if (messages.at(-1).content !== text) throw new Error("LangGraph gave another answer than the scripted one.");
    }
    return { turnMs: took };
  },
});
