// The import directions, by dependency-cruiser with .dependency-cruiser.cjs. Usage: node scripts/import-fence.mjs
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import swc from "@swc/core";
import { ROOT } from "./project-files.mjs";

// dependency-cruiser 17 reads TypeScript by swc only (TypeScript 7 has no API for it) and never asks swc for JSX: a .tsx file then
// stops the whole run. Its swc is this one object, so we ask for it. Without these lines the renderer can't be cruised.
const parseFileSync = swc.parseFileSync;
swc.parseFileSync = (file, options) => parseFileSync(file, { ...options, tsx: file.endsWith(".tsx") });
const { cruise } = await import("dependency-cruiser");

const FOLDERS = ["shared", "electron", "renderer", "central", "lab", "e2e", "bench", "scripts"];

/** What breaks an import direction in the tree at `root`, one line each. Cruising nothing is a failure too. */
export async function importFence(root = ROOT) {
  const { forbidden, options } = createRequire(import.meta.url)(path.join(root, ".dependency-cruiser.cjs"));
  const folders = FOLDERS.filter((name) => existsSync(path.join(root, name)));
  const settings = { ...options, baseDir: root, validate: true, ruleSet: { forbidden } };
  const { output } = await cruise(folders, settings, options.enhancedResolveOptions);
  if (output.summary.totalCruised === 0) return ["dependency-cruiser saw 0 modules"];
  return output.summary.violations.map(({ rule, from, to }) => `import rule ${rule.name}: ${from} -> ${to}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const problems = await importFence();
  for (const problem of problems) console.log(problem);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
