// npm run bench [-- --only <figure>…] [--rounds N] [--write]: the product against a bare window that does the same, in turn on this
// machine. Exit code 0 when every figure is within its budget, 1 when one is over it, 2 when it was asked for something it cannot do, 3
// when something could not be measured.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Central } from "../e2e/harness/central.ts";
import { inRepository } from "../e2e/harness/repository.ts";
import { type BenchOptions, parseBenchOptions } from "./bench-options.ts";
import { figureOf } from "./figures.ts";
import { judge, type Verdict } from "./judge/verdict.ts";
import { idle } from "./measure/idle.ts";
import { journalRecord, journalWorkerArgument } from "./measure/journal-record.ts";
import { measureJournal } from "./measure/journal-worker.ts";
import { Samples } from "./measure/samples.ts";
import { hidScreens, serialScreens } from "./measure/screens.ts";
import { firstScreenScript, installedSize } from "./measure/sizes.ts";
import type { Measurement } from "./measure/stage.ts";
import { starts } from "./measure/starts.ts";
import { Progress } from "./progress.ts";
import { chartOf } from "./report/chart.ts";
import { describeMachine } from "./report/machine.ts";
import { benchPage } from "./report/page.ts";
import { compareFloor, comparisonLines } from "./report/reference.ts";
import { plainTable } from "./report/table.ts";

const notMeasuredCode = 3;
const measurements: readonly Measurement[] = [
  firstScreenScript,
  installedSize,
  journalRecord,
  starts,
  serialScreens,
  hidScreens,
  idle,
];

// Leaving by `exit` ends what was started.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(notMeasuredCode));

const args = process.argv.slice(2);
if (args[0] === journalWorkerArgument) {
  const [, folder = "", rounds = ""] = args;
  process.stdout.write(JSON.stringify(await measureJournal(folder, Number(rounds))));
} else {
  const options = parseBenchOptions(args);
  if (options.ok) process.exitCode = await bench(options.value).catch(sayProblem);
  else {
    console.error(options.error);
    process.exitCode = 2;
  }
}

async function bench(options: BenchOptions): Promise<number> {
  const machine = describeMachine();
  console.log(`${machine}\n${options.rounds} rounds of floor and product in turn.`);
  const fromMs = performance.now();
  const samples = new Samples();
  await measureAll(options, samples);
  const verdicts = options.only.map((id) => judge(figureOf(id), samples.of(id)));
  const run = { verdicts, comparisons: compareFloor(verdicts), machine, rounds: options.rounds, day: today() };
  keepResults({ ...run, samples: Object.fromEntries(options.only.map((id) => [id, samples.of(id)])) });
  console.log(`\n${plainTable(verdicts)}\n`);
  for (const line of comparisonLines(run.comparisons)) console.log(`floor: ${line}`);
  if (options.write) {
    const page = inRepository("docs", "bench.md");
    writeFileSync(page, benchPage(run, readIfThere(page)));
    writeFileSync(inRepository("docs", "bench.svg"), chartOf(verdicts, `${run.day} · ${machine}`));
  }
  return sayResult(verdicts, performance.now() - fromMs);
}

async function measureAll({ only, rounds }: BenchOptions, samples: Samples): Promise<void> {
  const wants = new Set(only);
  const chosen = measurements.filter(({ figures }) => figures.some((id) => wants.has(id)));
  const progress = new Progress(process.stderr);
  const folder = await mkdtemp(path.join(tmpdir(), "kalian-bench-"));
  const central = new Central(path.join(folder, "central"));
  const endNow = (): void => central.endNow();
  process.on("exit", endNow);
  try {
    if (chosen.some(({ needsService }) => needsService)) {
      progress.say("starting the central service");
      await central.start();
    }
    const centralUrl = central.isRunning ? central.url : "";
    for (const { measure } of chosen) await measure({ folder, centralUrl, rounds, wants, samples, say: progress.say });
  } finally {
    progress.end();
    await central.stop();
    process.off("exit", endNow);
    await rm(folder, { recursive: true, force: true });
  }
}

function keepResults(results: object): void {
  const folder = inRepository("out", "bench");
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, "results.json"), `${JSON.stringify(results, null, 2)}\n`);
}

function sayResult(verdicts: readonly Verdict[], tookMs: number): number {
  const over = verdicts.filter(({ isWithin }) => !isWithin);
  const seconds = Math.round(tookMs / 1000);
  console.log(`\n${verdicts.length - over.length} within budget, ${over.length} over, in ${seconds} s`);
  return over.length === 0 ? 0 : 1;
}

function sayProblem(problem: unknown): number {
  console.error("The bench did not come to its end:", problem);
  return notMeasuredCode;
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    // The first page is made of nothing.
    return "";
  }
}
