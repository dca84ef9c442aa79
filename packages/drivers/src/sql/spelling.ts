// What a migration is: statements of a schema, in the spelling of the database that runs them.
/** What the databases spell differently. */
export interface Spelling {
  /** The type of a primary key that numbers its rows. */
  readonly surrogateKey: string;
  /** The type of a primary key that is given, a whole number of up to 53 bits. */
  readonly placeKey: string;
  /** Follows a table that is stored in its primary key. */
  readonly packed: string;
  /** Statements that make a table refuse update and delete. */
  onlyGrows(table: string): readonly string[];
}

export type Migration = (spelling: Spelling) => readonly string[];
