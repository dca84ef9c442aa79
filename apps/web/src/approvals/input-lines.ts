// The input of a call as lines that a person can check: every field with its value, nothing left out.

export interface InputLine {
  readonly label: string;
  readonly value: string;
}

export function inputLines(input: unknown): readonly InputLine[] {
  if (input === undefined || input === null) return [];
  if (typeof input !== "object" || Array.isArray(input)) return [{ label: "Input", value: shown(input) }];
  return Object.entries(input).map(([name, value]) => ({ label: spelledOut(name), value: shown(value) }));
}

/** "send_invoice", "sendInvoice": "Send invoice". */
export const spelledOut = (name: string): string =>
  name
    .replaceAll(/([a-z\d])([A-Z])/g, "$1 $2")
    .replaceAll(/[_-]+/g, " ")
    .toLowerCase()
    .replace(/^./, (first) => first.toUpperCase());

const shown = (value: unknown): string => {
  if (Array.isArray(value) && value.every((item) => typeof item !== "object")) return value.join(", ");
  if (typeof value === "boolean") return value ? "Yes" : "No";
  return typeof value === "string" ? value : JSON.stringify(value, undefined, 2);
};
