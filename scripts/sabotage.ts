// Shows that our checks can fail: breaks one line at a time in a copy of the tree and runs the test that must notice.
// Usage: npm run sabotage [-- id…]   Writes docs/sabotage.md when every mutant was run.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { BrokenCopy } from "./sabotage/broken-copy.ts";
import { judge, type Verdict, type VitestReport, whyUnproven } from "./sabotage/judge.ts";
import type { Mutant } from "./sabotage/mutant.ts";
import { mutants } from "./sabotage/mutants.ts";
import { type Judged, resultPage, wordsOf } from "./sabotage/result-page.ts";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const interrupted = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => interrupted.abort());

const wanted = process.argv.slice(2);
const unknown = wanted.filter((id) => !mutants.some((mutant) => mutant.id === id));
if (unknown.length > 0) {
  console.error(`no such mutant: ${unknown.join(", ")}; there are ${mutants.map(({ id }) => id).join(", ")}`);
  process.exit(2);
}
const chosen = wanted.length === 0 ? mutants : mutants.filter(({ id }) => wanted.includes(id));

const copy = new BrokenCopy(root, interrupted.signal);
try {
  const judged = await sabotageAll(copy, chosen);
  if (chosen === mutants) writeFileSync(path.join(root, "docs/sabotage.md"), resultPage(judged));
  const caught = judged.filter(({ verdict }) => verdict.kind === "caught").length;
  console.log(`${caught} caught, ${judged.length - caught} not, in ${secondsSince(0)} s`);
  process.exitCode = caught === judged.length ? 0 : 1;
} catch (cause) {
  if (!interrupted.signal.aborted) throw cause;
  console.error("interrupted; nothing is left behind");
  process.exitCode = 130;
} finally {
  copy.remove();
}

/** First sees the unbroken copy build and pass: a test that is red anyway proves nothing. */
async function sabotageAll(copy: BrokenCopy, chosen: readonly Mutant[]): Promise<readonly Judged[]> {
  const fault = await copy.whyNotBuilt();
  if (fault !== undefined) throw new Error(`the unbroken tree does not build: ${fault}`);
  const unbroken = await runUnbroken(copy, chosen);
  console.log(`the unbroken tree, seen in ${secondsSince(0)} s`);

  const judged: Judged[] = [];
  for (const [index, mutant] of chosen.entries()) {
    const from = performance.now();
    const why = whyUnproven(mutant, unbroken);
    const verdict: Verdict = why === undefined ? await sabotage(copy, mutant) : { kind: "did-not-run", why };
    judged.push({ mutant, verdict });
    console.log(`${index + 1}/${chosen.length} ${mutant.id} (${secondsSince(from)} s): ${wordsOf(verdict)}`);
  }
  return judged;
}

async function runUnbroken(copy: BrokenCopy, chosen: readonly Mutant[]): Promise<VitestReport> {
  const reports: VitestReport[] = [];
  for (const project of new Set(chosen.map((mutant) => mutant.project))) {
    const files = new Set(chosen.filter((mutant) => mutant.project === project).map(({ test }) => test));
    reports.push(await copy.runTests(project, [...files]));
  }
  return { testResults: reports.flatMap(({ testResults }) => testResults) };
}

async function sabotage(copy: BrokenCopy, mutant: Mutant): Promise<Verdict> {
  const verdict = await copy.whileBroken(mutant, async (): Promise<Verdict> => {
    const why = await copy.whyNotBuilt();
    if (why !== undefined) return { kind: "did-not-build", why };
    return judge(mutant, await copy.runTests(mutant.project, [mutant.test]));
  });
  return verdict ?? { kind: "did-not-run", why: `${mutant.file} does not hold the line exactly once` };
}

function secondsSince(ms: number): string {
  return ((performance.now() - ms) / 1000).toFixed(1);
}
