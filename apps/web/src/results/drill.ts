// A question about one mark of a chart: in words, and as the fields that the mark stands for.

export interface Drill {
  readonly text: string;
  readonly fields: Readonly<Record<string, unknown>>;
}
