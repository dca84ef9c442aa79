// Says in a sentence what is wrong with a frame, and where: the first fault that its schema found.
import type * as z from "zod/mini";

export interface FirstFault {
  readonly message: string;
  /** Dotted, as in `metadata.file_id`; absent when the fault is the frame as a whole. */
  readonly path?: string;
}

/** The issue is the first of a failed parse. */
export function firstFault(issue: z.core.$ZodIssue): FirstFault {
  if (issue.path.length === 0) return { message: issue.message };
  const path = issue.path.map(String).join(".");
  return { path, message: `${path} ${rule(issue)}.` };
}

function rule(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined ? "is missing" : `must be ${withArticle(issue.expected)}`;
    case "invalid_value":
      return `must be one of ${issue.values.map(String).join(", ")}`;
    case "too_big":
      return `must be at most ${issue.maximum}${unit(issue.origin)}`;
    case "too_small":
      return `must be at least ${issue.minimum}${unit(issue.origin)}`;
    case "invalid_format":
      return "must hold some text";
    case "custom":
      return issue.message;
    default:
      return "is not valid";
  }
}

const withArticle = (type: string): string =>
  type === "int" ? "a whole number" : /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`;

function unit(origin: string): string {
  switch (origin) {
    case "string":
      return " characters long";
    case "array":
      return " long";
    default:
      return "";
  }
}
