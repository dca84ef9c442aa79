// The charts and workflows that may be shown: the part of Vega-Lite that is pure data, and pictures of steps. Whoever wrote a chart, it cannot fetch, compute or run anything.
import * as z from "zod";
import type { JsonObject } from "./json.ts";
import { Encoding, Facet, fieldName, Label, Mark, maxCellChars } from "./visualization-encoding.ts";
import { WorkflowPicture } from "./workflow-picture.ts";

const maxRows = 5_000;
const maxColumns = 50;
const maxLayers = 8;

/** By hand: thousands of rows must not hold up the event loop. */
const isRow = (value: unknown): boolean => {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const cells = Object.entries(value);
  return cells.length <= maxColumns && cells.every(([name, cell]) => fieldName.test(name) && isCell(cell));
};
const isCell = (value: unknown): boolean =>
  value === null ||
  typeof value === "boolean" ||
  Number.isFinite(value) ||
  (typeof value === "string" && value.length <= maxCellChars);

const Row = z.custom<JsonObject>(isRow, `A row has at most ${maxColumns} plain cells`);
const Data = z.strictObject({ values: z.array(Row).max(maxRows) });

const Size = z.number().positive().max(4_000);

const Title = z.union([Label, z.strictObject({ text: Label, subtitle: Label.optional() })]);

const frame = {
  $schema: z
    .string()
    .regex(/^https:\/\/vega\.github\.io\/schema\/vega-lite\/v\d(?:\.\d+){0,2}\.json$/)
    .optional(),
  title: Title.optional(),
  description: Label.optional(),
  width: z.union([Size, z.literal("container")]).optional(),
  height: z.union([Size, z.literal("container")]).optional(),
  data: Data,
};

const Layer = z.strictObject({ mark: Mark, encoding: Encoding.optional(), data: Data.optional() });
const layers = { layer: z.array(Layer).min(1).max(maxLayers), encoding: Encoding.optional() };
const view = { mark: Mark, encoding: Encoding };
const inner = { width: Size.optional(), height: Size.optional() };

const forms = {
  single: z.strictObject({ ...frame, ...view }),
  layered: z.strictObject({ ...frame, ...layers }),
  faceted: z.strictObject({
    ...frame,
    facet: Facet,
    columns: z.int().positive().max(12).optional(),
    spec: z.union([z.strictObject({ ...inner, ...view }), z.strictObject({ ...inner, ...layers })]),
  }),
};

export type CheckedVisualization =
  | { readonly ok: true; readonly spec: JsonObject }
  /** `path` is where in the chart, as "encoding.x.axis". */
  | { readonly ok: false; readonly path: string; readonly message: string };

/** A chart is taken whole or not at all: a key that is not known refuses it, and nothing is stripped. */
export const checkedVisualization = (value: unknown): CheckedVisualization => {
  const trap = pollutedKey(value);
  if (trap !== undefined) return { ok: false, path: trap, message: "This key is not allowed" };
  const result = formOf(value).safeParse(value);
  if (result.success) return tooManyRows(value) ?? { ok: true, spec: value as JsonObject };
  const { path, message } = deepest(result.error.issues[0], []);
  return { ok: false, path: path.join("."), message };
};

const formOf = (value: unknown): z.ZodType => {
  if (typeof value !== "object" || value === null) return forms.single;
  if (isWorkflow(value)) return WorkflowPicture;
  if (Object.hasOwn(value, "facet")) return forms.faceted;
  return Object.hasOwn(value, "layer") ? forms.layered : forms.single;
};

/** The other kind of picture has a name; a chart has none. */
const isWorkflow = (value: object): boolean => Object.hasOwn(value, "kind");

const traps = new Set(["__proto__", "constructor", "prototype"]);
/** A chart that is allowed is never deeper. */
const maxDepth = 12;

/** The path of a key that could reach beyond its object, or of what lies too deep. */
const pollutedKey = (value: unknown, path = "", depth = 0): string | undefined => {
  if (typeof value !== "object" || value === null) return undefined;
  if (depth > maxDepth) return path;
  for (const [key, inside] of Object.entries(value)) {
    const here = path === "" ? key : `${path}.${key}`;
    const found = traps.has(key) ? here : pollutedKey(inside, here, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
};

/** Layers may bring rows of their own; together they are no more than one chart may have. */
const tooManyRows = (value: unknown): CheckedVisualization | undefined => {
  if (isWorkflow(value as object)) return undefined;
  const { data, layer = [] } = value as {
    data?: z.infer<typeof Data>;
    layer?: readonly { data?: z.infer<typeof Data> }[];
  };
  const rows = [{ data }, ...layer].reduce((sum, one) => sum + (one.data?.values.length ?? 0), 0);
  return rows > maxRows ? { ok: false, path: "layer", message: `A chart has at most ${maxRows} rows` } : undefined;
};

/** Of the ways in which a union failed, the one that came furthest says most. */
const deepest = (
  issue: z.core.$ZodIssue | undefined,
  base: readonly PropertyKey[],
): { path: string[]; message: string } => {
  const path = [...base, ...(issue?.path ?? [])];
  if (issue?.code === "invalid_union") {
    const furthest = issue.errors
      .map(([first]) => deepest(first, path))
      .sort((a, b) => b.path.length - a.path.length)[0];
    if (furthest) return furthest;
  }
  return { path: path.map(String), message: issue?.message ?? "This is no chart" };
};
