// Questions that this very table can answer, made from its columns; each of them is one that the grammar understands.
import { understand } from "./grammar.ts";
import { labelsOf, measuresOf, type Subject, timeOf } from "./subject.ts";

export const suggestionsFor = (subject: Subject): string[] => {
  const [measure, other] = measuresOf(subject);
  const groups = subject.fields.filter(({ role, distinct }) => role === "category" && distinct > 1 && distinct <= 60);
  const [group = undefined] = groups.toSorted(
    (a, b) => Number(b.kind === "text") - Number(a.kind === "text") || a.distinct - b.distinct,
  );
  const time = timeOf(subject);
  const spoken = (title: string) => title.replaceAll("_", " ");
  const value = group?.values[0];
  const ideas = [
    measure && group ? `average ${spoken(measure.title)} by ${spoken(group.title)}` : undefined,
    group ? `how many rows per ${spoken(group.title)}` : undefined,
    measure && time ? `trend of ${spoken(measure.title)}` : undefined,
    measure ? `top 5 by ${spoken(measure.title)}` : undefined,
    measure && other ? `what correlates with ${spoken(measure.title)}` : undefined,
    measure ? `distribution of ${spoken(measure.title)}` : undefined,
    value && measure ? `highest ${spoken(measure.title)} for ${value}` : undefined,
    time ? "how many rows per year" : undefined,
    ...labelsOf(subject).map(({ title }) => `how many different ${spoken(title)}`),
    ...subject.fields.map(({ title }) => `distribution of ${spoken(title)}`),
  ];
  const answerable = ideas.filter(
    (idea): idea is string => idea !== undefined && understand(idea, subject).type === "plan",
  );
  return [...new Set(answerable)].slice(0, 3);
};
