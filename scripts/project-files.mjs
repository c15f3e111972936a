// The files of the repository as the scripts see them: no output, no downloads, no history.
import { existsSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's top folder. */
export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");

const NEVER = new Set([".git", "node_modules", "dist", "out", "coverage", "release", "release-e2e", "__pycache__"]);

/** All files below `from`, as paths relative to `root` with forward slashes, sorted. A missing folder has none. */
export function walk(from = ".", root = ROOT) {
  const at = path.join(root, from);
  if (!existsSync(at)) return [];
  if (statSync(at).isFile()) return [path.posix.normalize(from)];
  return readdirSync(at, { withFileTypes: true })
    .filter((entry) => !NEVER.has(entry.name) && !entry.isSymbolicLink())
    .flatMap((entry) => {
      const next = path.posix.join(from, entry.name);
      return entry.isDirectory() ? walk(next, root) : [next];
    })
    .sort();
}

/** Names of the folders directly below `from`. */
export function foldersIn(from, root = ROOT) {
  const at = path.join(root, from);
  if (!existsSync(at)) return [];
  return readdirSync(at, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !NEVER.has(entry.name))
    .map((entry) => entry.name)
    .sort();
}
