import { open } from "node:fs/promises";

/** Resolves once the names in a folder are on the disk; rejects when they may not be. */
export type SyncFolder = (folder: string) => Promise<void>;

/** The same by fsync. Of a folder that this account may not read it says nothing: the names in it were given by another. */
export const syncFolder: SyncFolder = async (folder) => {
  // Windows has no handle of a folder to sync; NTFS keeps names in its own journal.
  if (process.platform === "win32") return;
  const handle = await openIfReadable(folder);
  try {
    await handle?.sync();
  } finally {
    await handle?.close();
  }
};

async function openIfReadable(folder: string) {
  try {
    return await open(folder, "r");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EACCES") return undefined;
    throw error;
  }
}
