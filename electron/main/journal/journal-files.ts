import type { Result } from "../../../shared/basics/result.ts";

/** Why a file operation failed, with the system's short code for the log. Never holds content. */
export interface FileFault {
  readonly kind: "disk-full" | "denied" | "failed";
  readonly operation: string;
  readonly errno: string;
}

/** The outcome of a file operation: expected to fail at times. */
export type FileResult<T> = Promise<Result<T, FileFault>>;

/** A file open for appending at its end. Calls on it are made one after another, never at the same time. */
export interface AppendFile {
  /** Appends all bytes, or fails with any part of them written. Not durable before `sync`. */
  append(bytes: Uint8Array): FileResult<void>;
  /** Resolves once everything appended and every truncation is durable (fdatasync). */
  sync(): FileResult<void>;
  /** Cuts the file to this many bytes. Not durable before `sync`. */
  truncate(length: number): FileResult<void>;
  close(): FileResult<void>;
}

/**
 * The file system as the journal uses it. Nothing rejects. A new, renamed or removed name is durable only after `syncFolder` of its folder,
 * whatever was synced of the file itself.
 */
export interface JournalFiles {
  /** Makes a folder and its missing parents, readable by this account only; resolves once their names are durable. */
  makeFolder(folder: string): FileResult<void>;
  /** Names in a folder, in no order. */
  list(folder: string): FileResult<readonly string[]>;
  /** A file's whole content; undefined when there is no such file. */
  read(path: string): FileResult<Uint8Array | undefined>;
  /** Makes an empty file, readable by this account only; fails when the name is taken. */
  createExclusive(path: string): FileResult<void>;
  /** Opens for appending, making an empty file, readable by this account only, when there is none. */
  openAppend(path: string): FileResult<AppendFile>;
  /** Gives a file another name in the same folder, replacing what had it, in one step. */
  rename(from: string, to: string): FileResult<void>;
  /** Removes a file; succeeds when there is none. */
  remove(path: string): FileResult<void>;
  /** Resolves once the folder's names are durable (fsync of the folder). */
  syncFolder(folder: string): FileResult<void>;
}
