// npm run dev: the page with hot reload, everything else of the terminal rebuilt and restarted on change. The service is built
// once: restart this command after changing central/.
import { mkdirSync } from "node:fs";
import path from "node:path";
import { start } from "./processes.mjs";
import { ROOT } from "./project-files.mjs";
import { ensureReady, hasDisplay, main, NotReady } from "./setup.mjs";

const DATA = path.join(ROOT, "out/dev");
const SETTLE_MS = 100;

/** Hot reload puts scripts and styles into the page, which the product's content policy forbids: loosened while developing only. */
const loosenPolicy = {
  name: "loosen-policy",
  transformIndexHtml: (html) =>
    html
      .replace("script-src 'self'", "script-src 'self' 'unsafe-inline'")
      .replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
      .replace("connect-src 'self'", "connect-src 'self' ws:"),
};

/** The page's development server, listening. */
async function servePages(createServer, config) {
  const known = process.listeners("SIGTERM");
  const server = await createServer({
    ...config,
    plugins: [...config.plugins, loosenPolicy],
    server: { host: "127.0.0.1" },
  });
  // Vite would end this process on SIGTERM, before the service and the terminal have ended.
  for (const listener of process.listeners("SIGTERM")) if (!known.includes(listener)) process.off("SIGTERM", listener);
  return await server.listen();
}

/** Watches the Electron bundles. `changed` is called when the first build is whole, and after every rebuild. */
async function watchElectron(build, bundles, changed) {
  const configs = bundles()
    .filter(({ name }) => name !== "renderer" && name !== "central")
    .flatMap((bundle) => bundle.configs);
  const unfinished = new Set(configs);
  let timer;
  const watchers = await Promise.all(
    configs.map((config) => build({ ...config, build: { ...config.build, watch: {} } })),
  );
  watchers.forEach((watcher, index) => {
    watcher.on("event", ({ code, error }) => {
      if (code === "ERROR") console.error(error.message);
      if (code !== "END") return;
      unfinished.delete(configs[index]);
      clearTimeout(timer);
      if (unfinished.size === 0) timer = setTimeout(changed, SETTLE_MS);
    });
  });
  return () => Promise.all(watchers.map((watcher) => watcher.close()));
}

/** The terminal, restarted at will. `gone` resolves when somebody closed its window. */
function restartable(launch) {
  let current;
  let closed;
  const gone = new Promise((resolve) => {
    closed = resolve;
  });
  const restart = async () => {
    const before = current;
    current = undefined;
    await before?.stop();
    const now = launch();
    current = now;
    now.gone.then(({ code }) => {
      if (current === now) closed(code);
    });
  };
  return { restart, gone };
}

async function develop() {
  const [{ build, createServer }, { bundle, bundles, rendererConfig }] = await Promise.all([
    import("vite"),
    import("./bundle.mjs"),
  ]);
  const { ensureElectron } = await import("./electron-runtime.mjs");
  const { startService } = await import("./service.mjs");
  const { exe } = ensureElectron();
  for (const name of ["central", "terminal"]) mkdirSync(path.join(DATA, name), { recursive: true });
  await bundle(["central"]);
  const service = await startService(path.join(DATA, "central"));
  const pages = await servePages(createServer, rendererConfig());
  const env = { VITE_DEV_SERVER_URL: pages.resolvedUrls.local[0] };
  console.log(`Page: ${env.VITE_DEV_SERVER_URL}  Service: ${service.url}`);
  const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const args = [...sandbox, "--central", service.url, "--data-dir", path.join(DATA, "terminal")];
  const terminal = restartable(() => start(exe, [path.join(ROOT, "dist/electron/dev.cjs"), ...args], { env }));
  const unwatch = await watchElectron(build, bundles, terminal.restart);
  await terminal.gone;
  await unwatch();
  await pages.close();
  await service.stop();
  return 0;
}

await main(async () => {
  if (!hasDisplay())
    throw new NotReady("npm run dev opens windows and there is no display. Try: xvfb-run -a npm run dev");
  await ensureReady({ tests: false });
  return await develop();
});
