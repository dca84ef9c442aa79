// What was taught, told again: repeated, more simply, with examples, deeper, or with where it comes from. The place of the lesson stays.
import { type AgentEvent, sentences } from "@polylogue/core";
import { strong } from "../../files/wording.ts";
import { nextPlaced, type Placed, placedSegments, saveLearner, start } from "../learner.ts";
import { boldPlace, placeOf } from "../place.ts";
import { topicIn } from "../topic.ts";
import { utter } from "../utter.ts";
import { examplesFor } from "./example.ts";
import { elsewhere, goOn, type Lesson } from "./going-on.ts";
import { plainer } from "./plainer.ts";
import { headingOf, invitation, recapOf, wordsOf } from "./portion.ts";
import { type Telling, tell } from "./telling.ts";
import { keepShown, shownIn } from "./thread.ts";

const queryLength = 500;

export async function* again(here: Lesson): AsyncGenerator<AgentEvent> {
  const { turn, course, learner } = here;
  const { segments, simplified } = shownIn(turn, course);
  if (segments.length === 0) return yield* goOn(here);
  yield* tell(turn, {
    heading: `Once more: ${headingOf(segments)}`,
    words: wordsOf(segments),
    closing: invitation(learner),
    task: "Say this again, in other words than before.",
    segments,
  });
  keepShown(turn, course, { segments, simplified });
}

/** What was presented last, put simply; whoever is lost a second time is taken one part back. */
export async function* backAndSimpler(here: Lesson): AsyncGenerator<AgentEvent> {
  const { turn, course, learner } = here;
  const shown = shownIn(turn, course);
  const [first] = shown.segments;
  const all = placedSegments(course);
  const before = first && all[all.findIndex(({ segment }) => segment.id === first.segment.id) - 1];
  if (!shown.simplified || !before) return yield* putSimply(here, shown.segments, "Let us go back a step.");
  yield* putSimply(here, [before], "Let us go back to what came before it.");
  await saveLearner(turn, course, start(course, learner, first.segment.id, turn.id));
}

export async function* simpler(here: Lesson, subject?: string): AsyncGenerator<AgentEvent> {
  const topic = subject === undefined ? undefined : topicIn(here.course, here.courses, subject);
  if (topic?.type === "none") return yield* elsewhere(here, subject ?? "");
  if (topic?.type === "place") return yield* putSimply(here, [topic.placed], "More simply.");
  yield* putSimply(here, shownIn(here.turn, here.course).segments, "More simply.");
}

const simplyOffline =
  "I have no language model here, so these are the plainest sentences of the course itself, with its glossary in brackets:";

async function* putSimply(here: Lesson, segments: readonly Placed[], opening: string): AsyncGenerator<AgentEvent> {
  const { turn, course } = here;
  const [first, ...rest] = segments;
  if (!first) return yield* goOn(here);
  const words = plainer(segments.map(({ segment }) => segment.text).join(" "), course.glossary);
  yield* tell(turn, {
    heading: `${opening} ${headingOf([first, ...rest])}`,
    words: `${simplyOffline}\n\n${words}`,
    closing: "Is that clearer? If so, say “continue”; if not, ask about the word that is in the way.",
    task: "Explain this in three short sentences in everyday words, for somebody who did not follow. Explain each hard word.",
    segments,
  });
  keepShown(turn, course, { segments, simplified: true });
}

export async function* example(here: Lesson, subject?: string): AsyncGenerator<AgentEvent> {
  const { turn, course, courses, learner } = here;
  const shown = shownIn(turn, course);
  const examples = examplesFor(course, courses, shown.segments, subject);
  const about = subject ?? shown.segments[0]?.section.title ?? course.title;
  if (examples.length === 0)
    return yield* utter(
      turn,
      `The course gives no example of ${strong(about)}. Say “simpler” or “deeper”, or ask a question about it.`,
    );
  yield* tell(turn, {
    heading: `For ${strong(about)} the course says:`,
    words: examples.map(({ placed, sentence }) => `- ${sentence} (${placeOf(placed)})`).join("\n"),
    closing: invitation(learner),
    task: "Give one or two examples that the material gives, and say what they show.",
    segments: examples.map(({ placed }) => placed),
  });
}

/** What was taught of the section where the lesson is. */
export async function* recap(here: Lesson): AsyncGenerator<AgentEvent> {
  const { turn, course, learner } = here;
  const last = shownIn(turn, course).segments.at(-1);
  const section = last?.section ?? course.sections.find(({ id }) => id === learner.section_id);
  const words = section ? recapOf(section, learner) : "";
  if (!section || words === "") return yield* goOn(here);
  const taught = section.segments.filter(({ id }) => learner.finished.includes(id));
  yield* tell(turn, {
    heading: `${strong(section.title)} so far.`,
    words,
    closing: invitation(learner),
    task: "Sum up this material in at most five short sentences.",
    segments: taught.map((segment) => ({ section, segment })),
  });
}

const deeperAtOnce = 2;

/** Further segments on the same subject; the place of the lesson stays where it is. */
export async function* deeper(here: Lesson, subject?: string): AsyncGenerator<AgentEvent> {
  const { turn, course, courses } = here;
  const shown = shownIn(turn, course).segments;
  const query =
    subject ??
    shown
      .map(({ section, segment }) => `${section.title} ${segment.text}`)
      .join(" ")
      .slice(0, queryLength);
  if (query === "") return yield* goOn(here);
  const known = new Set(shown.map(({ segment }) => segment.id));
  const all = placedSegments(course);
  const further = courses
    .search(course, query, deeperAtOnce + known.size)
    .flatMap(({ segment_id }) => all.find(({ segment }) => segment.id === segment_id) ?? [])
    .filter(({ segment }) => !known.has(segment.id))
    .slice(0, deeperAtOnce);
  if (further.length === 0) return yield* utter(turn, "The course says no more about this. Say “continue” to go on.");
  yield* tell(turn, deepened(further, nextPlaced(course, here.learner)));
  keepShown(turn, course, { segments: further, simplified: false });
}

const deepened = (further: readonly Placed[], next: Placed | undefined): Telling => ({
  heading: "More about this stands further on in the course.",
  words: further.map((placed) => `${boldPlace(placed)}\n\n${placed.segment.text}`).join("\n\n"),
  closing: next ? `Say “continue” and we go on at ${strong(next.section.title)}.` : "",
  task: "Go deeper into the subject of the last lesson with this material, in at most six sentences.",
  segments: further,
});

export async function* source({ turn, course }: Lesson): AsyncGenerator<AgentEvent> {
  const { segments } = shownIn(turn, course);
  const origin = course.attribution ? ` ${course.attribution}` : "";
  if (segments.length === 0)
    return yield* utter(
      turn,
      `What I teach comes from the course ${strong(course.title)}, and I name the place each time.${origin}`,
    );
  const [first] = segments.flatMap(({ segment }) => sentences(segment.text).slice(0, 1));
  yield* utter(
    turn,
    `That stands in ${strong(course.title)}: ${segments.map((placed) => placeOf(placed)).join("; ")}. It begins: “${first}”${origin}`,
  );
}
