import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** The checkout: tests run from their source, tools from `dist/tools`, both somewhere below it. */
export const repositoryRoot = findRoot(path.dirname(fileURLToPath(import.meta.url)));

/** Path of a file in the checkout. */
export function inRepository(...parts: readonly string[]): string {
  return path.join(repositoryRoot, ...parts);
}

let executable: string | undefined;

/** The Electron that runs here, as `npm start` would choose it. */
export function electronExecutable(): string {
  executable ??= execFileSync(process.execPath, [inRepository("scripts", "electron-runtime.mjs"), "--exe"], {
    encoding: "utf8",
  }).trim();
  return executable;
}

function findRoot(from: string): string {
  let folder = from;
  while (!existsSync(path.join(folder, "package.json"))) {
    const parent = path.dirname(folder);
    if (parent === folder) throw new Error(`no package.json above ${from}`);
    folder = parent;
  }
  return folder;
}
