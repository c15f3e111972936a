// Runs one TypeScript tool of lab/, e2e/, bench/ or scripts/: node scripts/run.mjs <file.ts> [arguments]
// Sets up the machine and bundles the product first where that is due, then bundles the tool to dist/tools and runs it with the
// repository as its working folder; a tool of e2e/ or bench/, which open windows, with a virtual display where there is none. Passes on signals
// and the exit code.
import path from "node:path";
import { run } from "./processes.mjs";
import { ROOT } from "./project-files.mjs";
import { ensureReady, main, NotReady } from "./setup.mjs";

// Bundling sets it to "production", which a tool that runs tests of components must not inherit.
const { NODE_ENV } = process.env;

await main(async () => {
  const [source, ...args] = process.argv.slice(2);
  if (!source?.endsWith(".ts")) throw new NotReady("usage: node scripts/run.mjs <file.ts> [arguments]");
  await ensureReady({ tests: true });
  const { bundleIfStale, bundleTool } = await import("./bundle.mjs");
  await bundleIfStale();
  const name = path.relative(ROOT, path.resolve(source));
  const tool = await bundleTool(name);
  const { openDisplay } = await import("./virtual-display.mjs");
  const display = /^(e2e|bench)\//.test(name) ? await openDisplay() : undefined;
  try {
    return await run(process.execPath, ["--enable-source-maps", tool, ...args], { env: { NODE_ENV, ...display?.env } });
  } finally {
    await display?.stop();
  }
});
