// The licences of everything that the packaged program holds of others, beside Electron's own: LICENSES.third-party.txt. What is bundled
// each bundle has told (Vite's `build.license`); what the reader host loads from node_modules is read there.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "./project-files.mjs";

/** Name of the file that a bundle of this name writes beside itself. */
export const licensesOf = (name) => `${name}.licenses.json`;

const LICENSES_FILE = "dist/LICENSES.third-party.txt";

const SHIPPED = ["electron/main", "electron/reader-host", "renderer/renderer"];
/** As electron-builder.yml lets them in. */
const LOADED = ["serialport", "node-hid", "node-gyp-build", "pkg-prebuilds", "debug", "ms"];
/** Compiled into node-hid's library. */
const HIDAPI = "node-hid/hidapi";
const HEAD =
  "Kalian holds the packages below. Those of Electron and Chromium are in LICENSE.electron.txt and LICENSES.chromium.html.\n";

function installed(folder) {
  const { name, version, license } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file === undefined ? undefined : readFileSync(path.join(folder, file), "utf8").trim();
  return { name, version, identifier: license, text };
}

/** Packages of these names wherever they are installed, and of the scope that comes with serialport. */
function loadedPackages(modules = path.join(ROOT, "node_modules")) {
  if (!existsSync(modules)) return [];
  const scope = path.join(modules, "@serialport");
  const names = [...LOADED, ...(existsSync(scope) ? readdirSync(scope).map((name) => `@serialport/${name}`) : [])];
  const folders = names.map((name) => path.join(modules, name)).filter((folder) => existsSync(folder));
  return folders.flatMap((folder) => [installed(folder), ...loadedPackages(path.join(folder, "node_modules"))]);
}

function hidapi(modules = path.join(ROOT, "node_modules")) {
  const read = (file) => readFileSync(path.join(modules, HIDAPI, file), "utf8").trim();
  return { name: "hidapi", version: read("VERSION"), identifier: "BSD-3-Clause", text: read("LICENSE-bsd.txt") };
}

/** Writes them all into one file, each once. */
export function writeLicenses() {
  const told = SHIPPED.map((name) => path.join(ROOT, "dist", licensesOf(name)));
  const bundled = told.flatMap((file) => JSON.parse(readFileSync(file, "utf8")));
  const byName = new Map(
    [...bundled, ...loadedPackages(), hidapi()].map((entry) => [`${entry.name} ${entry.version}`, entry]),
  );
  const sections = [...byName]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([title, { identifier, text }]) => {
      return `${"=".repeat(80)}\n${title} (${identifier ?? "see below"})\n\n${text ?? "The package brings no text of its licence."}\n`;
    });
  writeFileSync(path.join(ROOT, LICENSES_FILE), [HEAD, ...sections].join("\n"));
}
