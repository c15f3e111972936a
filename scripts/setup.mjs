// Makes a fresh machine ready, and says first what it will do. Needs Node and npm only: nothing here may import a package.
// KALIAN_NO_APT=1 forbids installing Debian packages.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { ensureElectron, findElectron } from "./electron-runtime.mjs";
import { runQuietly } from "./processes.mjs";
import { ROOT } from "./project-files.mjs";

// Debian package names; "a|b" is one package under its old and its new name.
const ELECTRON = [
  "libgtk-3-0|libgtk-3-0t64",
  "libnss3",
  "libasound2|libasound2t64",
  "libgbm1",
  "libxss1",
  "fonts-noto-cjk",
];
const READERS = ["udev", "libusb-1.0-0"];
const VIRTUAL_DISPLAY = ["xvfb", "xauth"];
const LAB = ["socat", "umockdev", "gir1.2-umockdev-1.0", "python3-gi", "strace", "xdotool"];
const APT_LOCK = "DPkg::Lock::Timeout=500";

/** A set-up that can't go on, with the one thing to do about it. Shown without a stack. */
export class NotReady extends Error {}

/** Whether a window can be opened here. */
export const hasDisplay = () =>
  process.platform !== "linux" || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

const readJson = (file) => JSON.parse(readFileSync(path.join(ROOT, file), "utf8"));

function checkNode() {
  const wanted = readJson("package.json").engines.node.replace(">=", "").split(".").map(Number);
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > wanted[0] || (major === wanted[0] && minor >= wanted[1])) return;
  throw new NotReady(
    `Node ${wanted.join(".")} or newer is needed; this is ${process.versions.node} (${process.execPath}).`,
  );
}

/**
 * The first package of the lock file that is not installed as the lock says. It reads npm's own record of what it installed, so it
 * is right also after an `npm ci` by hand.
 */
function stalePackage() {
  const record = path.join(ROOT, "node_modules/.package-lock.json");
  const installed = existsSync(record) ? JSON.parse(readFileSync(record, "utf8")).packages : {};
  // Optional packages are binaries of one platform. Those that also name a C library are npm's to choose.
  const wanted = ({ optional, os, cpu, libc }) =>
    !optional || (os?.includes(process.platform) && cpu?.includes(process.arch) && !libc);
  const stale = Object.entries(readJson("package-lock.json").packages).find(
    ([name, entry]) => name !== "" && wanted(entry) && installed[name]?.integrity !== entry.integrity,
  );
  return stale?.[0];
}

const output = (command, args) => {
  try {
    return execFileSync(command, args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  } catch (error) {
    return typeof error.stdout === "string" ? error.stdout : undefined;
  }
};

/** Debian packages that are needed and not there, in dpkg's names; undefined where there is no dpkg. */
function missingDebianPackages(wanted) {
  const names = wanted.flatMap((entry) => entry.split("|"));
  const described = output("dpkg-query", ["--status", ...names]);
  if (described === undefined) return undefined;
  const installed = new Set(
    [...described.matchAll(/^Package: (.+)\nStatus: install ok installed$/gm)].map(([, name]) => name),
  );
  return wanted.filter((entry) => !entry.split("|").some((name) => installed.has(name)));
}

function neededDebianPackages({ tests }) {
  if (process.platform !== "linux") return [];
  const headless = tests || !hasDisplay();
  return [...ELECTRON, ...READERS, ...(headless ? [...VIRTUAL_DISPLAY, ...LAB] : [])];
}

/** Of a package's two names, the one this release has. */
const aptName = (entry) =>
  entry
    .split("|")
    .reverse()
    .find((name) => output("apt-cache", ["show", name])) ?? entry.split("|")[0];

const mayUseApt = () => process.getuid?.() === 0 && process.env.KALIAN_NO_APT !== "1" && existsSync("/usr/bin/apt-get");

async function mustSucceed(title, command, args, env) {
  const result = await runQuietly(command, args, { env, progress: title });
  if (result.code === 0) return console.log(`  ${title}: done in ${result.seconds.toFixed(1)} s`);
  console.log(result.output.trimEnd());
  throw new NotReady(`${title} failed with exit code ${result.code}; its output is above.`);
}

async function installDebianPackages(missing) {
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  await mustSucceed("apt-get update", "apt-get", ["-o", APT_LOCK, "update"], env);
  const install = ["-o", APT_LOCK, "install", "-y", "--no-install-recommends", ...missing.map(aptName)];
  await mustSucceed("apt-get install", "apt-get", install, env);
}

function debianStep(wanted) {
  const missing = missingDebianPackages(wanted);
  if (missing === undefined) {
    if (process.platform === "linux") console.log(`Not Debian: make sure that these are there: ${wanted.join(" ")}`);
    return undefined;
  }
  if (missing.length === 0) return undefined;
  const names = missing.map((entry) => entry.split("|")[0]);
  if (!mayUseApt())
    throw new NotReady(
      `Debian packages are missing. This mends it:\n\n  sudo apt-get install -y --no-install-recommends ${missing.map(aptName).join(" ")}\n`,
    );
  return { says: `Debian packages, by apt-get: ${names.join(" ")}`, do: () => installDebianPackages(missing) };
}

async function installNpmPackages() {
  // The npm that runs us, where one does: its path also works where `npm` is a script that can't be spawned (Windows).
  const npmCli = process.env.npm_execpath;
  const npm = npmCli?.endsWith("npm-cli.js") ? [process.execPath, npmCli] : ["npm"];
  await mustSucceed("npm ci", npm[0], [...npm.slice(1), "ci", "--no-progress", "--loglevel=error"]);
  const stale = stalePackage();
  if (stale) throw new NotReady(`npm ci left out ${stale}, which this platform needs.`);
}

function npmStep() {
  if (!stalePackage()) return undefined;
  return { says: "npm packages, by npm ci (about 400 MB)", do: installNpmPackages };
}

function electronStep() {
  if (findElectron()) return undefined;
  return { says: "Electron (about 110 MB)", do: () => ensureElectron((line) => console.log(`  ${line}`)) };
}

/**
 * Installs whatever `npm start` (or with `tests` also `npm test`) needs and lacks. Does nothing and says nothing where nothing is
 * missing. Throws NotReady with the line that mends it where this process may not.
 */
export async function ensureReady({ tests }) {
  checkNode();
  await doSteps([debianStep(neededDebianPackages({ tests })), npmStep(), electronStep()].filter(Boolean));
}

/** Installs the npm packages alone: all that is needed where no window, reader or service is started. */
export async function ensurePackages() {
  checkNode();
  await doSteps([npmStep()].filter(Boolean));
}

async function doSteps(steps) {
  if (steps.length === 0) return;
  console.log("This machine lacks something. Setting up, once:");
  for (const { says } of steps) console.log(`  - ${says}`);
  for (const step of steps) await step.do();
}

/** Runs a script's main function: a NotReady is shown as its message, anything else as the bug it is. */
export async function main(work) {
  try {
    process.exitCode = await work();
  } catch (error) {
    if (!(error instanceof NotReady)) throw error;
    console.error(`\n${error.message}`);
    process.exitCode = 1;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await main(async () => {
    await ensureReady({ tests: process.argv.includes("--tests") });
    return 0;
  });
