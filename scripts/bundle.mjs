// The bundles the product runs from. One build per Electron entry: a sandboxed preload can load nothing beside itself, and main
// must hold no code that opens devices. Usage: node scripts/bundle.mjs [name…]
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { builtinModules } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import react from "@vitejs/plugin-react";
import { build } from "vite";
import { licensesOf, writeLicenses } from "./licenses.mjs";
import { ROOT, walk } from "./project-files.mjs";

// Electron 25 is Node 18 and Chromium 114, and nothing newer is promised to the product's code.
const NODE_TARGET = "node18";
const PAGE_TARGET = "chrome114";

// A schema that nobody asks is left out.
const TREESHAKE = { manualPureFunctions: ["z"] };

/**
 * A CommonJS library is wrapped in a function that runs at once. The V8 of Chromium 114 compiles such a wrapper with the script if it is
 * a function in brackets, not if it is an arrow, which it reads twice: for react-dom 6 ms of a start (measured). No line moves.
 */
const compiledOnce = {
  name: "compiled-once",
  renderChunk(code) {
    const wrapped = code.replaceAll(/(__commonJSMin\(\()(\([^()]*\)) => \{/g, "$1function $2 {");
    return wrapped === code ? undefined : { code: wrapped, map: null };
  },
};

/**
 * V8 keeps a script with one Chinese letter in it at two bytes a character, and the words are in the same scripts as the code. Written as
 * escapes they cost nobody else anything: 1 MiB in the three processes (measured). `String.raw` alone would see the
 * difference, and is used nowhere.
 */
const oneByte = {
  name: "one-byte",
  generateBundle(_options, bundle) {
    for (const chunk of Object.values(bundle))
      if (chunk.type === "chunk") chunk.code = chunk.code.replaceAll(/[\u0100-\uFFFF]/g, escaped);
  },
};
const escaped = (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;

const builtins = [...builtinModules, /^node:/];
const fromNodeModules = (id) => !id.startsWith(".") && !path.isAbsolute(id) && !id.startsWith("\0");

/** Entry files as [output name, source]; those not written yet are left out. */
const present = (entries) => entries.filter(([, source]) => existsSync(path.join(ROOT, source)));

/** One Node build: a single output file per entry unless the format can share chunks (ESM). */
function nodeBuild({ entries, outDir, format, external, plugins = [] }) {
  const extension = format === "cjs" ? "cjs" : "mjs";
  return {
    configFile: false,
    root: ROOT,
    logLevel: "warn",
    publicDir: false,
    plugins,
    ssr: { target: "node", noExternal: true },
    build: {
      ssr: true,
      outDir: path.join(ROOT, outDir),
      emptyOutDir: false,
      target: NODE_TARGET,
      sourcemap: true,
      license: { fileName: licensesOf(entries[0][0]) },
      minify: false,
      rolldownOptions: {
        treeshake: TREESHAKE,
        input: Object.fromEntries(entries.map(([name, source]) => [name, path.join(ROOT, source)])),
        external,
        output: {
          format,
          entryFileNames: `[name].${extension}`,
          chunkFileNames: `chunks/[name]-[hash].${extension}`,
          // A library that is loaded late is loaded by `require`: Node 18's own `import()` cannot look into the program's archive.
          dynamicImportInCjs: false,
        },
      },
    },
  };
}

const electronEntry = (name, source, external) => ({
  name,
  configs: present([[name, source]]).map((entry) =>
    nodeBuild({
      entries: [entry],
      outDir: "dist/electron",
      format: "cjs",
      external: ["electron", ...external, ...builtins],
      plugins: [compiledOnce, oneByte],
    }),
  ),
});

const DEVICE_LIBRARIES = ["serialport", "node-hid", /^@serialport\//];

/** Vite settings of the pages, shared by the bundle and the development server. */
export function rendererConfig() {
  const pages = present([
    ["index", "renderer/index.html"],
    ["dock", "renderer/dock.html"],
  ]);
  return {
    configFile: false,
    root: path.join(ROOT, "renderer"),
    base: "./",
    logLevel: "warn",
    publicDir: false,
    plugins: [react(), compiledOnce, oneByte],
    build: {
      outDir: path.join(ROOT, "dist/renderer"),
      emptyOutDir: true,
      target: PAGE_TARGET,
      cssTarget: PAGE_TARGET,
      sourcemap: true,
      license: { fileName: licensesOf("renderer") },
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      rolldownOptions: {
        treeshake: TREESHAKE,
        input: Object.fromEntries(pages.map(([name, page]) => [name, path.join(ROOT, page)])),
      },
    },
  };
}

/** Every bundle by name. A bundle whose entry does not exist yet has no configs. */
export function bundles() {
  const centralEntries = present([
    ["server", "central/server.ts"],
    ["cli", "central/cli.ts"],
  ]);
  return [
    electronEntry("main", "electron/main/main.ts", []),
    electronEntry("dev", "electron/main/dev.ts", []),
    electronEntry("driven", "electron/main/driven.ts", []),
    electronEntry("reader-host", "electron/reader-host/host.ts", DEVICE_LIBRARIES),
    electronEntry("reader-host-dev", "electron/reader-host/host-dev.ts", DEVICE_LIBRARIES),
    electronEntry("preload-counter", "electron/preload/counter.ts", []),
    electronEntry("preload-dock", "electron/preload/dock.ts", []),
    { name: "renderer", configs: existsSync(path.join(ROOT, "renderer/index.html")) ? [rendererConfig()] : [] },
    {
      name: "central",
      configs:
        centralEntries.length === 0
          ? []
          : [nodeBuild({ entries: centralEntries, outDir: "dist/central", format: "esm", external: fromNodeModules })],
    },
  ];
}

/** A tool finds the files beside its sources, so each module keeps the address of its source. */
const keepSourceAddresses = {
  name: "keep-source-addresses",
  transform(code, id) {
    if (!code.includes("import.meta.url")) return undefined;
    return { code: code.replaceAll("import.meta.url", JSON.stringify(pathToFileURL(id).href)), map: null };
  },
};

/** Bundles one TypeScript tool, with everything of node_modules left outside. Returns the file to run. */
export async function bundleTool(source) {
  const name = source.replace(/\.ts$/, "").replaceAll(/[\\/]/g, "-");
  const settings = nodeBuild({
    entries: [[name, source]],
    outDir: "dist/tools",
    format: "esm",
    external: fromNodeModules,
    plugins: [keepSourceAddresses],
  });
  await build(settings);
  return path.join(ROOT, "dist/tools", `${name}.mjs`);
}

/** Migrations are files that the service reads at run time, so they travel beside its bundle. */
function copyMigrations() {
  const from = path.join(ROOT, "central/migrations");
  if (!existsSync(from)) return;
  cpSync(from, path.join(ROOT, "dist/central/migrations"), {
    recursive: true,
    filter: (file) => !file.endsWith(".test.ts"),
  });
}

/** Builds all bundles, or the named ones, from scratch. */
export async function bundle(names = []) {
  const wanted = bundles().filter(({ name }) => names.length === 0 || names.includes(name));
  if (names.length === 0)
    for (const out of ["electron", "renderer", "central"])
      rmSync(path.join(ROOT, "dist", out), { recursive: true, force: true });
  const missing = wanted.filter(({ configs }) => configs.length === 0).map(({ name }) => name);
  await Promise.all(wanted.flatMap(({ configs }) => configs.map((config) => build(config))));
  if (wanted.some(({ name }) => name === "central")) copyMigrations();
  if (missing.length > 0) console.log(`bundle: no entry yet for ${missing.join(", ")}`);
  if (names.length > 0) return;
  writeLicenses();
  writeStamp();
}

const STAMP = path.join(ROOT, "dist/.sources");

function sourcesFingerprint() {
  const hash = createHash("sha256");
  const sources = [
    "shared",
    "electron",
    "renderer",
    "central",
    "scripts/bundle.mjs",
    "scripts/licenses.mjs",
    "package-lock.json",
  ];
  for (const file of sources.flatMap((source) => walk(source)))
    hash.update(file).update(readFileSync(path.join(ROOT, file)));
  return hash.digest("hex");
}

function writeStamp() {
  mkdirSync(path.dirname(STAMP), { recursive: true });
  writeFileSync(STAMP, sourcesFingerprint());
}

/** Builds all bundles unless they already stand for the sources as they are. */
export async function bundleIfStale() {
  if (existsSync(STAMP) && readFileSync(STAMP, "utf8") === sourcesFingerprint()) return;
  const from = performance.now();
  await bundle();
  console.log(`bundle: built in ${((performance.now() - from) / 1000).toFixed(1)} s`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await bundle(process.argv.slice(2));
