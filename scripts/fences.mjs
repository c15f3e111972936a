// Fences that neither the compiler, the linter nor dependency-cruiser can hold. Each function takes the repository's top folder
// and returns what is wrong, one line each. scripts/fences.test.ts plants a violation of every one. Usage: node scripts/fences.mjs
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { codeProblems } from "./code-fences.mjs";
import { foldersIn, ROOT, walk } from "./project-files.mjs";

const readText = (root, file) => readFileSync(path.join(root, file), "utf8");
const readJson = (root, file) => JSON.parse(readText(root, file));

/** Every folder is known by name, so that each has a charter and rules: a new one is classified in scripts/folders.json first. */
export function folderFence(root = ROOT) {
  const folders = readJson(root, "scripts/folders.json");
  const known = {
    ".": folders.top,
    shared: folders.sharedRooms,
    electron: folders.electron,
    "electron/main": folders["electron/main"],
    "electron/reader-host": folders["electron/reader-host"],
    renderer: folders.renderer,
    central: [...folders.centralCapabilities, ...folders.centralBase],
  };
  const unclassified = Object.entries(known).flatMap(([parent, names]) =>
    foldersIn(parent, root)
      .filter((name) => !names.includes(name) && !(parent === "." && name === ".vscode"))
      .map((name) => `unclassified folder: ${path.posix.join(parent, name)} (classify it in scripts/folders.json)`),
  );
  const drawers = walk(".", root)
    .flatMap((file) => file.split("/").slice(0, -1))
    .filter((name) => ["utils", "util", "helpers", "common", "misc", "types"].includes(name));
  return [
    ...unclassified,
    ...[...new Set(drawers)].map((name) => `a folder named ${name} says nothing about its content`),
  ];
}

/** Every dependency is listed with the runtimes it may be in and why; nothing is listed that is not a dependency. */
export function dependencyFence(root = ROOT) {
  const manifest = readJson(root, "package.json");
  const listed = readJson(root, "scripts/dependency-runtimes.json");
  const all = { ...manifest.dependencies, ...manifest.optionalDependencies, ...manifest.devDependencies };
  return [
    ...Object.keys(all)
      .filter((name) => !listed[name]?.why || !(listed[name].in?.length > 0))
      .map((name) => `unlisted dependency: ${name} (say where it runs and why in scripts/dependency-runtimes.json)`),
    ...Object.keys(listed)
      .filter((name) => !all[name])
      .map((name) => `no such dependency: ${name} (listed in scripts/dependency-runtimes.json)`),
    ...Object.entries(all)
      .filter(([, version]) => !/^(npm:[\w@/-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
      .map(([name, version]) => `not an exact version: ${name} ${version}`),
  ];
}

/** What the code says: raw ipc, the page's global, casts, mocks of our own modules, suppressed rules. */
export function codeFence(root = ROOT) {
  const sources = walk(".", root).filter((file) => /\.tsx?$/.test(file) && !file.endsWith(".d.ts"));
  return sources.flatMap((file) => codeProblems(file, readText(root, file)));
}

const TEXT = /\.(ts|tsx|mjs|cjs|json|md|html|css|sql|py|sh|yml)$/;

/** The repository stands alone: no file points at a folder beside it. */
export function standsAloneFence(root = ROOT) {
  const rooms = readJson(root, "scripts/folders.json").sharedRooms.join("|");
  const outside = new RegExp(`\\.\\./shared(?!/(${rooms})[/"'\`])|/work/(shared|main)\\b|lab-prototypes`);
  return walk(".", root)
    .filter((file) => TEXT.test(file) && file !== "package-lock.json" && file !== "scripts/fences.mjs")
    .filter((file) => outside.test(readText(root, file)))
    .map((file) => `points outside the repository: ${file}`);
}

// Loaded from outside, or bundled in: a bundle names the file that each part came from. A mere mention of a library is no code.
const DEVICE_CODE =
  /(require|import)\(\s*["'](node-hid|serialport|@serialport\/[^"']*)["']|node_modules\/(node-hid|serialport|@serialport|pkg-prebuilds)\//;

const NO_DEVICES = ["main.cjs", "dev.cjs", "driven.cjs", "preload-counter.cjs", "preload-dock.cjs"];

/** No bundle but the reader host's holds code that opens devices. Checks the bundles that have been built. */
export function bundleFence(root = ROOT) {
  return NO_DEVICES.map((name) => `dist/electron/${name}`)
    .filter((file) => existsSync(path.join(root, file)))
    .filter((file) => DEVICE_CODE.test(readText(root, file)))
    .map((file) => `code that opens devices is in ${file}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const fences = [folderFence, dependencyFence, codeFence, standsAloneFence, bundleFence];
  const problems = fences.flatMap((fence) => fence());
  for (const problem of problems) console.log(problem);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
