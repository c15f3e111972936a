// npm run drill:histories [-- N [SEED]]: plays N random histories (10,000 unless told) of a counter and of its journal, with kills, power cuts, full
// disks and lost replies at every moment, against the service's rules in a few lines. A failed run prints its seed, which replays it.
import path from "node:path";
import { run } from "./processes.mjs";
import { ROOT } from "./project-files.mjs";
import { ensureReady, main } from "./setup.mjs";

const HISTORIES = 10_000;
const FILES = ["electron/main/work/counter.history.test.ts", "electron/main/journal/delivery.history.test.ts"];

await main(async () => {
  const [histories = String(HISTORIES), seed] = process.argv.slice(2);
  await ensureReady({ tests: true });
  console.log(`Playing ${histories} histories of each of ${FILES.length} kinds…`);
  const env = { KALIAN_HISTORIES: histories, ...(seed === undefined ? {} : { KALIAN_HISTORY_SEED: seed }) };
  const vitest = path.join(ROOT, "node_modules/vitest/vitest.mjs");
  return await run(process.execPath, [vitest, "run", "--project", "unit", ...FILES], { env });
});
