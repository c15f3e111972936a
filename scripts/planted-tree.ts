import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const ROOT = process.cwd();

/** A small tree of its own, under the repository's real configuration, in which tests plant violations. */
export type PlantedTree = {
  readonly root: string;
  /** Writes a file; folders are made. */
  plant(file: string, text: string): void;
  /** Copies a file of the repository to the same place. */
  copy(file: string): void;
  /** Makes an npm package of the repository available. */
  link(packageName: string): void;
  remove(): void;
};

export function createPlantedTree(): PlantedTree {
  const root = mkdtempSync(path.join(tmpdir(), "planted-"));
  const ready = (file: string) => {
    const at = path.join(root, file);
    mkdirSync(path.dirname(at), { recursive: true });
    return at;
  };
  return {
    root,
    plant: (file, text) => writeFileSync(ready(file), text),
    copy: (file) => copyFileSync(path.join(ROOT, file), ready(file)),
    link: (packageName) => {
      const at = path.join("node_modules", packageName);
      symlinkSync(path.join(ROOT, at), ready(at));
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}
