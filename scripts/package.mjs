// npm run package: the program as it is installed, in release/<platform>-unpacked, by electron-builder.yml; here is only what has to be
// computed. With --all also the driven variant, in release-e2e: the same but for its entry, which lets tests in (never shipped).
// Ends with 1 when the program has grown over its budget.
import { readdirSync, statSync } from "node:fs";
import path from "node:path";
import { runQuietly } from "./processes.mjs";
import { ROOT } from "./project-files.mjs";
import { ensurePackages, main, NotReady } from "./setup.mjs";

/** What the product may add to the Electron it runs on. */
const BUDGET_BYTES = 12_000_000;

const NAMES = { linux: "linux", win32: "win", darwin: "mac" };
const PLATFORM = NAMES[process.platform];
const EXECUTABLES = { win32: ["Kalian.exe", "electron.exe"], linux: ["kalian", "electron"] };

const VARIANTS = {
  shipped: { output: "release", settings: [] },
  driven: {
    output: "release-e2e",
    settings: ["extraMetadata.main=dist/electron/driven.cjs", `${PLATFORM}.files=dist/electron/driven.cjs`],
  },
};

/** Sizes of all files below a folder, by their path in it. */
function sizesIn(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    files.map(({ parentPath, path: olderName, name }) => {
      const file = path.join(parentPath ?? olderName, name);
      return [path.relative(folder, file), statSync(file).size];
    }),
  );
}

/** Bytes of a packaged folder, in all and of files that are not Electron's own. A file of Electron's that grew counts by its growth. */
function measure(unpacked, dist) {
  const [ours, electrons] = EXECUTABLES[process.platform];
  const before = sizesIn(dist);
  let all = 0;
  let beyond = 0;
  for (const [name, size] of sizesIn(unpacked)) {
    all += size;
    beyond += Math.max(0, size - (before.get(name === ours ? electrons : name) ?? 0));
  }
  return { all, beyond };
}

const megabytes = (bytes) => `${(bytes / 1_000_000).toFixed(1)} MB`;

function saySize(folder, dist, version) {
  if (EXECUTABLES[process.platform] === undefined) {
    console.log(`${folder}: Electron ${version} and Kalian (not measured on this platform)`);
    return true;
  }
  const { all, beyond } = measure(path.join(ROOT, folder), dist);
  const share = `${megabytes(beyond)} are beyond Electron ${version} (budget ${megabytes(BUDGET_BYTES)})`;
  console.log(`${folder}: ${megabytes(all)}, of which ${share}`);
  return beyond <= BUDGET_BYTES;
}

async function build(name, electron) {
  const { output, settings } = VARIANTS[name];
  // The official build is fetched by electron-builder itself, which also takes the default app out of it.
  const dist = electron.source === "official" ? [] : [`electronDist=${electron.dist}`];
  const computed = [...dist, `electronVersion=${electron.version}`, `directories.output=${output}`, ...settings];
  const builder = path.join(ROOT, "node_modules/electron-builder/cli.js");
  const args = [builder, "--dir", "--publish", "never", ...computed.map((setting) => `-c.${setting}`)];
  const result = await runQuietly(process.execPath, args, { progress: `packaging ${output}` });
  if (result.code === 0) return `${output}/${PLATFORM === "mac" ? "mac" : `${PLATFORM}-unpacked`}`;
  console.log(result.output.trimEnd());
  throw new NotReady(`electron-builder failed with exit code ${result.code}; its output is above.`);
}

await main(async () => {
  if (PLATFORM === undefined) throw new NotReady(`No packaged program for ${process.platform}.`);
  await ensurePackages();
  const { bundleIfStale } = await import("./bundle.mjs");
  const { ensureElectron } = await import("./electron-runtime.mjs");
  await bundleIfStale();
  const electron = ensureElectron();
  let isWithinBudget = true;
  for (const name of process.argv.includes("--all") ? ["shipped", "driven"] : ["shipped"]) {
    const folder = await build(name, electron);
    isWithinBudget = saySize(folder, electron.dist, electron.version) && isWithinBudget;
  }
  return isWithinBudget ? 0 : 1;
});
