import fs from "node:fs/promises";
import path from "node:path";
import { err, ok } from "../../../shared/basics/result.ts";
import type { AppendFile, FileFault, FileResult, JournalFiles } from "./journal-files.ts";

const ownFile = 0o600;
const ownFolder = 0o700;

/** The machine's own file system. */
export const nodeJournalFiles: JournalFiles = {
  makeFolder: (folder) => attempt("makeFolder", () => makeFolder(path.resolve(folder))),
  list: (folder) => attempt("list", () => fs.readdir(folder)),
  read: (file) => attempt("read", () => readIfThere(file)),
  createExclusive: (file) =>
    attempt("createExclusive", async () => {
      await (await fs.open(file, "wx", ownFile)).close();
    }),
  openAppend: (file) => attempt("openAppend", async () => appendFileOf(await fs.open(file, "a", ownFile))),
  rename: (from, to) => attempt("rename", () => fs.rename(from, to)),
  remove: (file) => attempt("remove", () => fs.rm(file, { force: true })),
  syncFolder: (folder) => attempt("syncFolder", () => syncFolder(folder)),
};

function appendFileOf(handle: fs.FileHandle): AppendFile {
  return {
    append: (bytes) =>
      attempt("append", async () => {
        for (let offset = 0; offset < bytes.length; ) {
          const { bytesWritten } = await handle.write(bytes, offset, bytes.length - offset);
          offset += bytesWritten;
        }
      }),
    sync: () => attempt("sync", () => handle.datasync()),
    truncate: (length) => attempt("truncate", () => handle.truncate(length)),
    close: () => attempt("close", () => handle.close()),
  };
}

async function readIfThere(file: string): Promise<Uint8Array | undefined> {
  try {
    return await fs.readFile(file);
  } catch (error) {
    if (errnoOf(error) === "ENOENT") return undefined;
    throw error;
  }
}

/** Makes missing parents first and syncs each one's parent: a folder whose name is lost takes everything in it along. */
async function makeFolder(folder: string): Promise<void> {
  const parent = path.dirname(folder);
  try {
    await fs.mkdir(folder, ownFolder);
  } catch (error) {
    const errno = errnoOf(error);
    const isThere = errno === "EEXIST" && (await fs.stat(folder)).isDirectory();
    if (!isThere && (errno !== "ENOENT" || parent === folder)) throw error;
    if (!isThere) {
      await makeFolder(parent);
      await fs.mkdir(folder, ownFolder);
    }
  }
  // Also of a folder that is there: the run that made it may have been killed before it came to this.
  await syncFolder(parent);
}

async function syncFolder(folder: string): Promise<void> {
  // Windows has no handle of a folder to sync; NTFS keeps names in its own journal.
  if (process.platform === "win32") return;
  const handle = await fs.open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function attempt<T>(operation: string, work: () => Promise<T>): FileResult<T> {
  try {
    return ok(await work());
  } catch (error) {
    return err(faultOf(operation, errnoOf(error)));
  }
}

const kinds: ReadonlyMap<string, FileFault["kind"]> = new Map([
  ["ENOSPC", "disk-full"],
  ["EDQUOT", "disk-full"],
  ["EACCES", "denied"],
  ["EPERM", "denied"],
  ["EROFS", "denied"],
]);

function faultOf(operation: string, errno: string): FileFault {
  return { kind: kinds.get(errno) ?? "failed", operation, errno };
}

function errnoOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : "unknown";
}
