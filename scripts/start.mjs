// npm start: the product on this machine. With a display: the service with sample people and the terminal with its dock. Without
// one: the guided demo on virtual devices, told in pictures in out/demo.
import { mkdirSync } from "node:fs";
import path from "node:path";
import { run, start } from "./processes.mjs";
import { ROOT } from "./project-files.mjs";
import { ensureReady, hasDisplay, main } from "./setup.mjs";

const CENTRAL_DATA = path.join(ROOT, "out/start/central");
const TERMINAL_DATA = path.join(ROOT, "out/start/terminal");

async function startTerminal() {
  const { ensureElectron } = await import("./electron-runtime.mjs");
  const { startService } = await import("./service.mjs");
  for (const folder of [CENTRAL_DATA, TERMINAL_DATA]) mkdirSync(folder, { recursive: true });
  const { exe, version } = ensureElectron();
  console.log(`Starting the central service and the terminal (Electron ${version}). Close the window to end both.`);
  const service = await startService(CENTRAL_DATA);
  const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const entry = path.join(ROOT, "dist/electron/dev.cjs");
  const terminal = start(exe, [entry, ...sandbox, "--central", service.url, "--data-dir", TERMINAL_DATA]);
  const { code } = await terminal.gone;
  await service.stop();
  return code;
}

async function runDemo() {
  const { openDisplay } = await import("./virtual-display.mjs");
  console.log("No display: running the guided demo instead. Its pictures go to out/demo/index.html.");
  const display = await openDisplay();
  try {
    return await run(process.execPath, [path.join(ROOT, "scripts/run.mjs"), "e2e/demo.ts"], { env: display.env });
  } finally {
    await display.stop();
  }
}

await main(async () => {
  await ensureReady({ tests: false });
  const { bundleIfStale } = await import("./bundle.mjs");
  await bundleIfStale();
  return hasDisplay() ? await startTerminal() : await runDemo();
});
