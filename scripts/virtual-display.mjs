// A screen where there is none: Xvfb picks a free display number itself, so that runs side by side never meet.

import { start } from "./processes.mjs";
import { hasDisplay } from "./setup.mjs";

// Large enough for every window the product draws in tests and pictures.
const SCREEN = "1920x1200x24";

/** Starts Xvfb. `env` makes programs use it; `stop()` ends it. */
async function openVirtualDisplay() {
  const args = ["-displayfd", "3", "-screen", "0", SCREEN, "-nolisten", "tcp", "-noreset"];
  const xvfb = start("Xvfb", args, { stdio: ["ignore", "ignore", "ignore", "pipe"] });
  const number = await Promise.race([
    new Promise((resolve) => xvfb.child.stdio[3].once("data", (line) => resolve(String(line).trim()))),
    xvfb.gone.then(() => undefined),
  ]);
  if (number === undefined) throw new Error("Xvfb did not start");
  return { env: { DISPLAY: `:${number}` }, stop: xvfb.stop };
}

/** The display that is here, or a virtual one. */
export async function openDisplay() {
  return hasDisplay() ? { env: {}, stop: async () => undefined } : await openVirtualDisplay();
}
