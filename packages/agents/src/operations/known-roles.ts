// The roles that a text itself names: in its list of roles, behind "Owner:", in bold before what they do, or by acting more than once.
import { namesRoles } from "./heading.ts";
import type { Item, Part } from "./outline.ts";
import { actingRole, isRole, type KnownRoles, roleKey, statedRoles } from "./role.ts";
import { wordsOf } from "./verb.ts";

export const knownRoles = (parts: readonly Part[]): KnownRoles => {
  const items = parts.flatMap((part) => part.items);
  const listed = parts
    .filter((part) => namesRoles(part.path.at(-1) ?? ""))
    .flatMap((part) => part.items.map(({ text }) => text.split(/[:–—(]| - | is | are /)[0]?.trim() ?? ""))
    .filter((name) => name !== "" && wordsOf(name).length <= 5);
  const fields = [...parts, ...items, ...parts.flatMap(({ rows }) => rows)].map((one) => one.fields);
  const owners = fields.flatMap(({ owner }) => (owner === undefined ? [] : statedRoles(owner)));
  const acting = items.flatMap(({ text }) => actingRole(text) ?? []);
  return new Set([...listed, ...owners, ...acting, ...inBold(items)].map(roleKey).filter((key) => key !== ""));
};

/** Where names stand in bold before what they do, and most of them are roles, the others are so too. */
const inBold = (items: readonly Item[]): readonly string[] => {
  const names = [...new Set(items.flatMap(({ bold }) => bold ?? []))];
  return names.length >= 3 && names.filter((name) => isRole(name)).length > names.length / 2 ? names : [];
};
