// A stretch of a procedure's steps, and what the heading above them says of all of them.
import type { Fields } from "./field.ts";
import { isBodyHeading, numberedHeading } from "./heading.ts";
import type { Item, Part } from "./outline.ts";
import { isRole, rolesOf } from "./role.ts";

/** Items of one phase, with what its heading says of all of them. */
export interface Phase {
  readonly name?: string;
  readonly fields: Fields;
  readonly items: readonly Item[];
}

export const titleOf = (part: Part): string => part.path.at(-1) ?? "";

export const phaseName = (part: Part): { name?: string } => {
  const title = titleOf(part);
  return title === "" || isBodyHeading(title) ? {} : { name: numberedHeading(title).title };
};

/** A heading that names a role speaks for what stands under it. */
export const withHeadingRole = (part: Part): Fields => {
  if (part.fields.owner !== undefined) return part.fields;
  const title = numberedHeading(titleOf(part)).title;
  const named = isRole(title)
    ? title
    : (/[([](?:owner:\s*)?([^()[\]]+)[)\]]$/i.exec(title)?.[1] ?? /^(?:for|by)\s+(.+)$/i.exec(title)?.[1]);
  const roles = named === undefined ? [] : rolesOf(named);
  return roles.length > 0 ? { ...part.fields, owner: roles.join(", ") } : part.fields;
};
