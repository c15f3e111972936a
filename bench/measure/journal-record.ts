import { execFile } from "node:child_process";
import { mkdir, rm } from "node:fs/promises";
import { promisify } from "node:util";
import { electronExecutable, inRepository } from "../../e2e/harness/repository.ts";
import { JournalTimes } from "./journal-worker.ts";
import type { Measurement } from "./stage.ts";

const limitMs = 120_000;

/** First argument that makes the bench the worker: it runs in Electron's Node, whose cryptography and file calls main has. */
export const journalWorkerArgument = "journal-worker";

/** The journal's records against a bare file's, on the disk that the repository lies on: a temporary folder may be memory. */
export const journalRecord: Measurement = {
  figures: ["journal-record"],
  needsService: false,
  measure: async ({ rounds, samples, say }) => {
    const folder = inRepository("out", "bench", "journal");
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    say("journal: writing records");
    const times = JournalTimes.parse(JSON.parse(await runWorker(folder, rounds)));
    for (const ms of times.floor) samples.add("journal-record", "floor", ms);
    for (const ms of times.product) samples.add("journal-record", "product", ms);
    await rm(folder, { recursive: true, force: true });
  },
};

async function runWorker(folder: string, rounds: number): Promise<string> {
  const [, tool] = process.argv;
  if (tool === undefined) throw new Error("the bench does not know its own file");
  const args = [tool, journalWorkerArgument, folder, String(rounds)];
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: "1" };
  const { stdout } = await promisify(execFile)(electronExecutable(), args, { env, timeout: limitMs });
  return stdout;
}
