// What a section is for, in one sentence from its objectives.
import type { CourseSection } from "@polylogue/core";

const lowered = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1).replace(/[.;]$/, "");

/** "After this you can …"; empty where the source names no objectives. */
export const purposeOf = ({ objectives }: CourseSection): string =>
  objectives.length === 0 ? "" : `After this you can ${objectives.map(lowered).join("; ")}.`;
