// Runs one claimed turn to its end: the agent's events in, facts and live text out, exactly one `turn_end`.
import type { Agent } from "../agent/agent.ts";
import type { Registry } from "../agent/registry.ts";
import type { Exchange } from "../agent/turn.ts";
import type { Clock } from "../clock.ts";
import { pause } from "../clock.ts";
import type { Observer } from "../observer.ts";
import type { Model } from "../ports/model.ts";
import type { NewFact } from "../ports/store/fact.ts";
import type { Store } from "../ports/store/store.ts";
import type { Claimant, ClaimedTurn, TurnStatus, Written } from "../ports/store/turn.ts";
import type { SessionHub } from "../session/hub.ts";
import { conduct } from "../supervisor/conduct.ts";
import { approvals } from "./approvals.ts";
import { deadline } from "./deadline.ts";
import { answersIn, type RecentHistory } from "./history.ts";
import {
  startTurn,
  type TurnEffect,
  type TurnInput,
  type TurnLatency,
  type TurnProblem,
  type TurnState,
  transition,
  turnEnd,
} from "./state.ts";
import { stateKeeper, turnView } from "./view.ts";

export interface PerformParts {
  readonly store: Store;
  readonly hub: SessionHub;
  readonly registry: Registry;
  readonly model: Model;
  readonly history: RecentHistory;
  readonly clock: Clock;
  readonly observe: Observer;
  /** What the user is told of an error, without internals. */
  readonly explain: (error: unknown) => TurnProblem;
  readonly deadlineMs: number;
  /** Who claims the conversation's next turn; nobody while draining. */
  readonly claimant: () => Claimant | undefined;
}

/** A turn to run; `asked` is when its lease was asked for, by the monotonic clock: its life began no earlier. */
export interface Claim {
  readonly claimed: ClaimedTurn;
  readonly asked: number;
}

export interface Performance {
  readonly claimed: ClaimedTurn;
  /** The conversation's next turn, claimed with the end of this one. */
  readonly done: Promise<Claim | undefined>;
  tell(input: TurnInput): void;
  /** The user has decided about a call; false when none waits under this id. */
  decide(plan_id: string, approved: boolean): boolean;
}

const retryFirstMs = 50;
const retryMostMs = 2_000;

export const perform = (claimed: ClaimedTurn, parts: PerformParts): Performance => {
  const { store, hub, registry, clock, observe } = parts;
  const { turn, fence } = claimed;
  const { session_id } = claimed.user;
  const agent = registry.find(turn.agent_type, turn.pillar) ?? registry.standard;
  const stream = hub.stream(session_id);
  const stopping = new AbortController();
  const keeper = stateKeeper(claimed.state);
  const times = stopwatch(clock);

  let state: TurnState = startTurn(agent.name);
  let waiting: NewFact[] = [];
  const answers: Exchange[] = [];
  let writing: Promise<void> | undefined;
  let settle: (next: Claim | undefined) => void;
  const done = new Promise<Claim | undefined>((resolve) => {
    settle = resolve;
  });

  const tell = (input: TurnInput) => {
    const [next, effects] = transition(state, input);
    state = next;
    for (const effect of effects) act(effect);
  };

  const questions = approvals(stopping.signal, (change) => tell({ type: "plan", change }));

  const act = (effect: TurnEffect) => {
    switch (effect.do) {
      case "show":
        times.mark("first_text");
        stream.show(turn.turn_id, effect.text, speaker());
        return;
      case "note":
        stream.note({ type: "status", turn, agent: speaker(), text: effect.text });
        return;
      case "append":
        if (effect.facts.some(({ type }) => type === "route")) times.mark("route");
        waiting.push(...effect.facts);
        writing ??= write();
        return;
      case "stop_clock":
        return time.stop();
      case "start_clock":
        return time.start();
      case "abort":
        stopping.abort();
        return;
      case "finish":
        void finish(effect.status, effect.facts);
        return;
      case "let_go":
        time.end();
        stream.drop(turn.turn_id);
        observe({ type: "turn_lost", turn_id: turn.turn_id });
        settle(undefined);
        return;
    }
  };

  const speaker = () => (state.phase === "running" ? state.speaker : agent.name);

  /** Hands facts to the Store in order; what comes meanwhile goes with the next write, and a quick turn's with its end. */
  const write = async () => {
    const landed = stream.expect();
    await new Promise<void>((resolve) => clock.soon(resolve));
    while (waiting.length > 0 && state.phase === "running") {
      const facts = waiting;
      waiting = [];
      const written = await insist(() => store.append({ turn_id: turn.turn_id, fence, facts }));
      if (written?.kind !== "written") continue;
      answers.push(...answersIn(written.facts));
      hub.publish(session_id, written.facts);
    }
    landed();
    writing = undefined;
  };

  const finish = async (status: TurnStatus, last: readonly NewFact[]) => {
    time.end();
    times.mark("text");
    await writing;
    const latency = times.read();
    const before = waiting.length;
    const landed = before > 0 ? stream.expect() : undefined;
    const facts = [...waiting, ...last, turnEnd(status, claimed.origin, latency)];
    const kept = keeper.changed();
    let asked = clock.monotonic();
    const written = await insist(() => {
      asked = clock.monotonic();
      const claimant = parts.claimant();
      return store.finish({
        turn_id: turn.turn_id,
        fence,
        facts,
        status,
        ...(kept && { state: kept }),
        ...(claimant && { claimant }),
      });
    });
    if (written?.kind !== "written") return landed?.();
    tell({ type: "stored" });
    parts.history.add(turn.conversation_id, claimed.ordinal, [
      { role: "user", text: claimed.text },
      ...answers,
      ...answersIn(written.facts),
    ]);
    hub.publish(session_id, written.facts.slice(0, before));
    landed?.();
    stream.showAll();
    hub.publish(session_id, written.facts.slice(before));
    stream.drop(turn.turn_id);
    observe({ type: "turn_ended", turn_id: turn.turn_id, session_id, agent: agent.name, status, latency });
    settle(written.next && { claimed: written.next, asked });
  };

  /** Tries until it is written or the turn is no longer ours: a Store that is away costs time, not the answer. */
  const insist = async <Answer>(attempt: () => Promise<Written<Answer>>): Promise<Written<Answer> | undefined> => {
    for (let wait = retryFirstMs; state.phase !== "closed"; wait = Math.min(2 * wait, retryMostMs)) {
      try {
        const written = await attempt();
        if (written.kind === "lost") tell({ type: "lost" });
        return written;
      } catch (error) {
        observe({ type: "store_retry", turn_id: turn.turn_id, error });
        await pause(clock, wait);
      }
    }
    return undefined;
  };

  const listen = async () => {
    try {
      const view = turnView(claimed, {
        store,
        model: parts.model,
        state: keeper,
        history: parts.history,
        approvals: questions,
        signal: stopping.signal,
      });
      for await (const event of answer(view, agent, registry)) {
        if (state.phase !== "running") break;
        tell({ type: "yielded", event });
      }
      times.mark("agent");
      tell({ type: "returned" });
    } catch (error) {
      if (state.phase !== "running") return;
      const problem = parts.explain(error);
      observe({ type: "turn_failed", turn_id: turn.turn_id, error_id: problem.error_id ?? "", error });
      tell({ type: "threw", problem });
    }
  };

  const time = deadline(clock, parts.deadlineMs, () =>
    tell({ type: "timed_out", problem: outOfTime(parts.deadlineMs) }),
  );
  stream.begin(turn);
  if (claimed.attempt > 1) observe({ type: "turn_restarted", turn_id: turn.turn_id, attempt: claimed.attempt });
  if (claimed.cancelled) tell({ type: "stopped", status: "cancelled" });
  else void listen();
  return { claimed, done, tell, decide: questions.decide };
};

/** A supervisor follows its members' handoffs itself; what is left over goes to whoever it names, or to the standard agent. */
const answer = (view: Parameters<Agent["respond"]>[0], agent: Agent, registry: Registry) =>
  conduct(view, agent, { find: (name) => registry.named(name) ?? registry.standard, fallback: registry.standard });

const outOfTime = (deadlineMs: number): TurnProblem => ({
  code: "turn_timeout",
  message: `This took longer than ${Math.round(deadlineMs / 1000)} seconds and was stopped. Ask again, or ask for less at once.`,
  retryable: true,
});

/** Milliseconds since the turn began to run, each stage once. */
const stopwatch = (clock: Clock) => {
  const begun = clock.monotonic();
  const marks: { -readonly [Stage in keyof TurnLatency]: number } = {};
  return {
    mark(stage: keyof TurnLatency) {
      marks[stage] ??= Math.round((clock.monotonic() - begun) * 10) / 10;
    },
    read: (): TurnLatency => marks,
  };
};
