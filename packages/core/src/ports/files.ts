// Uploads as bytes under a key; what they mean is written elsewhere.
export interface Files {
  /** Replaces what was under `key`; nothing is visible before all of it is there. Answers its size in bytes. */
  write(key: string, bytes: AsyncIterable<Uint8Array> | Uint8Array): Promise<number>;
  read(key: string): Promise<Uint8Array | undefined>;
  /** Removes everything whose key begins with `prefix`. */
  remove(prefix: string): Promise<void>;
}
