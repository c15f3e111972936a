import { stat } from "node:fs/promises";

/**
 * What a device path stands for just now: the same text for every name of one node, another one for another node, null while there is
 * none. Made from the file system's own numbers, because the name that a link resolves to says nothing where nodes are links themselves.
 * Windows has no such files: there a port's name is its identity, and whether it is plugged in shows when it is opened.
 */
export async function nodeIdentityOf(path: string): Promise<string | null> {
  if (process.platform === "win32") return path.toLowerCase();
  try {
    const { dev, ino } = await stat(path);
    return `${dev}:${ino}`;
  } catch {
    // Not there, a link that leads nowhere, or a folder we may not enter: nothing that could be opened.
    return null;
  }
}
