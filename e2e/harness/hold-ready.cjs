// Loaded into the terminal's main process before its own code, as `electron -r`.
const { app, utilityProcess } = require("electron");

// A window that opens while Playwright attaches is at times never seen by it: the program hears that Electron is ready only when the
// harness, which by then holds the program in its hands, says so.
const ready = app.whenReady();
const emit = app.emit.bind(app);
let readyArguments;
let isReleased = false;
let release;
const released = new Promise((resolve) => {
  release = resolve;
});
app.emit = (event, ...rest) => {
  if (event !== "ready" || isReleased) return emit(event, ...rest);
  readyArguments = rest;
  return app.listenerCount("ready") > 0;
};
app.isReady = () => isReleased;
app.whenReady = () => released;

// Playwright calls this by its name while it attaches: too early.
globalThis.__playwright_run = () => undefined;

globalThis.kalianMayStart = async () => {
  await ready;
  isReleased = true;
  release();
  if (readyArguments !== undefined) emit("ready", ...readyArguments);
};

// The virtual devices are shown to the reader host alone: their library takes locks, and a process that forks while other threads
// work, as Electron's main process does, stands still under it now and then.
const deviceEnv = process.env.KALIAN_E2E_DEVICES;
if (deviceEnv !== undefined) {
  const fork = utilityProcess.fork.bind(utilityProcess);
  utilityProcess.fork = (module, args, options) =>
    fork(module, args, { ...options, env: { ...process.env, ...JSON.parse(deviceEnv) } });
}
