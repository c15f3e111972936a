import path from "node:path";
import type { FileResult, JournalFiles } from "./journal-files.ts";

/** A small file that is read whole and replaced whole: after a power cut it is the old one or the new one. */
export interface DurableFile {
  readonly path: string;
  /** Its bytes, or undefined while there is none. What is read is durable, also when the run that wrote it was killed. */
  read(): FileResult<Uint8Array | undefined>;
  /** Makes the folder where it is missing; resolves once the new content and its name are durable. */
  replace(bytes: Uint8Array): FileResult<void>;
}

/** A durable file at a path. Its owner must be the only one who replaces it. */
export function durableFile(files: JournalFiles, file: string): DurableFile {
  return {
    path: file,
    read: async () => {
      const bytes = await files.read(file);
      if (!bytes.ok || bytes.value === undefined) return bytes;
      // Content is synced before it gets the name; the name may not have been.
      const named = await files.syncFolder(path.dirname(file));
      return named.ok ? bytes : named;
    },
    replace: async (bytes) => {
      const made = await files.makeFolder(path.dirname(file));
      return made.ok ? replaceFile(files, file, bytes) : made;
    },
  };
}

/** Replaces a file's content in one step; resolves once content and name are durable. The folder must exist. */
export async function replaceFile(files: JournalFiles, file: string, bytes: Uint8Array): FileResult<void> {
  const prepared = await prepareFile(files, file, bytes);
  if (!prepared.ok) return prepared;
  const renamed = await files.rename(freshNameOf(file), file);
  return renamed.ok ? files.syncFolder(path.dirname(file)) : renamed;
}

/** The name under which a file's next content is prepared. */
export function freshNameOf(file: string): string {
  return `${file}.new`;
}

/** Writes a file's next content, durable, under its fresh name. Nothing is left there when it fails. */
export async function prepareFile(files: JournalFiles, file: string, bytes: Uint8Array): FileResult<void> {
  const fresh = freshNameOf(file);
  const removed = await files.remove(fresh);
  if (!removed.ok) return removed;
  const written = await writeWhole(files, fresh, bytes);
  if (!written.ok) await files.remove(fresh);
  return written;
}

async function writeWhole(files: JournalFiles, file: string, bytes: Uint8Array): FileResult<void> {
  const opened = await files.openAppend(file);
  if (!opened.ok) return opened;
  const appended = await opened.value.append(bytes);
  const synced = appended.ok ? await opened.value.sync() : appended;
  const closed = await opened.value.close();
  return synced.ok ? closed : synced;
}
