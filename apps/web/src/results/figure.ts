// Figures as they are shown to a person: numbers grouped and not too precise, gaps as a dash.
import type { Figure } from "../charts/chart-spec.ts";

const usual = new Intl.NumberFormat("en", { maximumFractionDigits: 4 });
const ungrouped = new Intl.NumberFormat("en", { maximumFractionDigits: 4, useGrouping: false });
const small = new Intl.NumberFormat("en", { maximumSignificantDigits: 4 });

export function shownFigure(value: Figure): string {
  if (value === null) return "–";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value !== "number") return value;
  if (value !== 0 && Math.abs(value) < 0.01) return small.format(value);
  return isYear(value) ? ungrouped.format(value) : usual.format(value);
}

/** 2008 is hardly ever two thousand and eight of something. */
const isYear = (value: number): boolean => Number.isInteger(value) && value >= 1000 && value < 2200;
