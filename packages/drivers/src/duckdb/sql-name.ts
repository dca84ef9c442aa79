// Names that SQL takes without quotation marks, made from those in a file.

export type SqlNaming = (title: string, otherwise: string) => string;

/** Names that differ from one another and from every word of `reserved`, whatever their case. */
export const sqlNaming = (reserved: ReadonlySet<string>): SqlNaming => {
  const taken = new Set<string>();
  return (title, otherwise) => {
    const bare = plain(title) || otherwise;
    const allowed = reserved.has(bare.toLowerCase()) ? `${bare}_` : bare;
    let name = allowed;
    for (let number = 2; taken.has(name.toLowerCase()); number += 1) name = `${allowed}_${number}`;
    taken.add(name.toLowerCase());
    return name;
  };
};

const plain = (title: string): string => {
  const letters = title
    .normalize("NFKD")
    .replaceAll(/\p{Mark}/gu, "")
    .replaceAll(/[^A-Za-z0-9_]+/g, "_")
    .replaceAll(/^_+|_+$/g, "")
    .slice(0, 60);
  return /^\d/.test(letters) ? `_${letters}` : letters;
};

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
