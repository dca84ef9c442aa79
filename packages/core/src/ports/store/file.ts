// What is known of uploads; their bytes lie behind the Files port.
import type { ShelvedFile } from "../shelf.ts";

export interface FileRecord extends ShelvedFile {
  readonly user_id: string;
}

export interface FileBook {
  addFile(file: FileRecord): Promise<void>;
  markFile(file_id: string, mark: { state: ShelvedFile["state"]; mediaType?: string; message?: string }): Promise<void>;
  /** Newest first. */
  files(user_id: string): Promise<FileRecord[]>;
  file(user_id: string, file_id: string): Promise<FileRecord | undefined>;
  /** Uploads that were being read when a process died. */
  filesInReading(): Promise<FileRecord[]>;
  removeFile(user_id: string, file_id: string): Promise<boolean>;
}
