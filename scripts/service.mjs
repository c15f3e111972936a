// The central service as a child process, on its embedded database with sample people.
import path from "node:path";
import { createInterface } from "node:readline";
import { start } from "./processes.mjs";
import { ROOT } from "./project-files.mjs";
import { NotReady } from "./setup.mjs";

// The first start makes the database; on a slow disk that takes a while.
const READY_WITHIN_MS = 120_000;

/** The first line on standard output that says the service is ready. Other lines are shown. */
function readyLine(stdout) {
  const lines = createInterface({ input: stdout });
  return new Promise((resolve) => {
    lines.on("line", (line) => {
      if (line.startsWith('{"ready"')) resolve(JSON.parse(line));
      else console.log(line);
    });
  });
}

/** Starts the service. Resolves when it answers, with its address; throws when it ends or stays silent instead. */
export async function startService(dataFolder) {
  const server = path.join(ROOT, "dist/central/server.mjs");
  const args = ["--enable-source-maps", server, "--data-dir", dataFolder, "--port", "0", "--demo"];
  const service = start(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  let timer;
  const late = new Promise((resolve) => {
    timer = setTimeout(() => resolve({ why: `said nothing for ${READY_WITHIN_MS / 1000} s` }), READY_WITHIN_MS);
  });
  const ended = service.gone.then(({ code }) => ({ why: `ended with code ${code}` }));
  const outcome = await Promise.race([readyLine(service.child.stdout), ended, late]);
  clearTimeout(timer);
  if (outcome.ready === true) return { url: outcome.url, stop: service.stop, gone: service.gone };
  await service.stop();
  throw new NotReady(`The central service did not start: it ${outcome.why}.`);
}
