// What a bench prints: one table for people, and one line of JSON for programs.

const digits = (value) => (value >= 100 ? 0 : value >= 1 ? 2 : 4);
const shown = (value) => (typeof value === "number" ? value.toFixed(digits(Math.abs(value))) : String(value ?? ""));
const rounded = (value) => (typeof value === "number" ? Number(value.toPrecision(4)) : null);

/**
 * `goal.of` says what is held against the gate: the "ratio" to the peer, or "ours" where the gate has a unit.
 * True when the gate is met; where the peer could not run, there is no verdict and `ok` is null.
 */
export function printReport({ name, title, goal, rows, notes = [], ours, peer, ratio = peer && ours / peer }) {
  console.log(`\n${name}: ${title}`);
  printTable(rows);
  for (const note of notes) console.log(`  ${note}`);
  const { gate, moonshot } = goal;
  const held = goal.of === "ratio" ? ratio : ours;
  const ok = typeof held === "number" ? held <= gate : null;
  const line = { bench: name, ours: rounded(ours), peer: rounded(peer), ratio: rounded(ratio), gate, moonshot, ok };
  console.log(JSON.stringify(line));
  return ok !== false;
}

/** Rows are objects with the same keys, which head the columns. */
function printTable(rows) {
  const heads = Object.keys(rows[0]);
  const lines = [heads, ...rows.map((row) => heads.map((head) => shown(row[head])))];
  const widths = heads.map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  for (const line of lines) {
    const cells = line.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column])));
    console.log(`  ${cells.join("  ")}`);
  }
}
