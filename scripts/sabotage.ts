// Shows that our checks can fail: breaks one line at a time in a copy of the tree and runs the test that must notice.
// Usage: npm run sabotage [-- id…]   Writes docs/sabotage.md when every mutant was run.
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { judge, type Verdict, VitestReport } from "./sabotage/judge.ts";
import type { Mutant } from "./sabotage/mutant.ts";
import { mutants } from "./sabotage/mutants.ts";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const testTimeoutMs = 300_000;

const wanted = process.argv.slice(2);
const chosen = wanted.length === 0 ? mutants : mutants.filter(({ id }) => wanted.includes(id));
const copy = copyTree();
try {
  const verdicts = chosen.map((mutant, index) => {
    const verdict = sabotage(mutant);
    console.log(`${index + 1}/${chosen.length} ${mutant.id}: ${describe(verdict)}`);
    return { mutant, verdict };
  });
  const missed = verdicts.filter(({ verdict }) => verdict.kind !== "caught");
  if (chosen === mutants) writeFileSync(path.join(root, "docs/sabotage.md"), pageOf(verdicts));
  console.log(`${verdicts.length - missed.length} caught, ${missed.length} not`);
  process.exitCode = missed.length === 0 ? 0 : 1;
} finally {
  rmSync(copy, { recursive: true, force: true });
}

/** The tracked files as they are now, so that nothing is ever broken in the tree itself. */
function copyTree(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "kalian-sabotage-"));
  const tracked = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    cwd: root,
    encoding: "utf8",
  });
  for (const file of tracked.split("\0").filter((name) => name !== "")) {
    cpSync(path.join(root, file), path.join(folder, file), { errorOnExist: false, force: true });
  }
  symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"));
  return folder;
}

function sabotage(mutant: Mutant): Verdict {
  const file = path.join(copy, mutant.file);
  const whole = readFileSync(file, "utf8");
  if (whole.split(mutant.from).length !== 2)
    return { kind: "did-not-run", why: `${mutant.file} does not hold the line exactly once` };
  writeFileSync(
    file,
    whole.replace(mutant.from, () => mutant.to),
  );
  try {
    return judge(mutant, runTest(mutant));
  } finally {
    writeFileSync(file, whole);
  }
}

function runTest(mutant: Mutant): VitestReport {
  const output = path.join(copy, "sabotage-report.json");
  rmSync(output, { force: true });
  const args = ["vitest", "run", "--project", mutant.project, mutant.test, "--reporter=json", `--outputFile=${output}`];
  spawnSync("npx", args, { cwd: copy, stdio: "ignore", timeout: testTimeoutMs });
  try {
    return VitestReport.parse(JSON.parse(readFileSync(output, "utf8")));
  } catch (cause) {
    return { testResults: [{ status: "failed", message: String(cause), assertionResults: [] }] };
  }
}

function describe(verdict: Verdict): string {
  switch (verdict.kind) {
    case "caught":
      return `caught by "${verdict.red[0] ?? ""}" (${verdict.passed} neighbours passed)`;
    case "survived":
      return "SURVIVED";
    case "wrong-test":
      return `another test turned red: ${verdict.red.join("; ")}`;
    case "did-not-run":
      return `did not run: ${verdict.why}`;
    default:
      return verdict satisfies never;
  }
}

function pageOf(verdicts: readonly { readonly mutant: Mutant; readonly verdict: Verdict }[]): string {
  const rows = verdicts.map(
    ({ mutant, verdict }) =>
      `| ${mutant.id} | ${mutant.breaks} | \`${mutant.file}\` | ${verdict.kind === "caught" ? verdict.red[0] : describe(verdict)} |`,
  );
  return [
    "# Sabotage",
    "",
    "Each line breaks one promise by one change in the product; the named test turned red while its neighbours passed. Made by `npm run sabotage`.",
    "",
    "| mutant | breaks | in | turned red |",
    "|---|---|---|---|",
    ...rows,
    "",
    `${verdicts.filter(({ verdict }) => verdict.kind === "caught").length} of ${verdicts.length} caught.`,
    "",
  ].join("\n");
}
