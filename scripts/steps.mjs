// The steps of `npm run check` and `npm test`. A step resolves with { name, passed, failed, skipped, seconds, output }; a check that
// is no test suite counts as one.
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { runQuietly } from "./processes.mjs";
import { ROOT, walk } from "./project-files.mjs";

const REPORTS = path.join(ROOT, "out/reports");

// Reports are read by people in a log.
const PLAIN = { NO_COLOR: "1", FORCE_COLOR: undefined };

const inModules = (file) => path.join(ROOT, "node_modules", file);

const check = (name, script, args = []) => ({
  name,
  async do() {
    const { code, output, seconds } = await runQuietly(process.execPath, [script, ...args], { env: PLAIN });
    return { name, passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0, seconds, output };
  },
});

/** Reads a suite's report. A suite that crashed, or found no test in its files, has failed even if its report counts no failure. */
function countReport(read, { code, files }) {
  let counts;
  try {
    counts = read();
  } catch {
    return { passed: 0, failed: 1, skipped: 0, note: "it left no report" };
  }
  if (counts.passed + counts.failed === 0) return { ...counts, failed: 1, note: `it ran no test of ${files} files` };
  if (code !== 0 && counts.failed === 0) return { ...counts, failed: 1, note: `it ended with code ${code}` };
  return { ...counts, note: "" };
}

function suite({ name, files, script, args, env = {}, report, read }) {
  return {
    name,
    async do(extraEnv = {}) {
      const found = walk(".").filter((file) => files.test(file)).length;
      if (found === 0) return { name, passed: 0, failed: 0, skipped: 0, seconds: 0, output: "", note: "no test files" };
      mkdirSync(REPORTS, { recursive: true });
      rmSync(report, { force: true });
      const options = { env: { ...PLAIN, ...env, ...extraEnv }, progress: name };
      const { code, output, seconds } = await runQuietly(process.execPath, [script, ...args], options);
      const counts = countReport(() => read(JSON.parse(readFileSync(report, "utf8"))), { code, files: found });
      return { name, ...counts, seconds, output };
    },
  };
}

function vitest(project, files) {
  const report = path.join(REPORTS, `vitest-${project}.json`);
  return suite({
    name: `${project} tests`,
    files,
    script: inModules("vitest/vitest.mjs"),
    args: ["run", "--project", project, "--reporter=default", "--reporter=json", `--outputFile.json=${report}`],
    report,
    read: (json) => ({
      passed: json.numPassedTests,
      failed: json.numFailedTests,
      skipped: json.numPendingTests + json.numTodoTests,
    }),
  });
}

export const types = check("types", inModules("typescript/bin/tsc"), ["-b", "--pretty", "false"]);
export const floorTypes = check("floor types", inModules("typescript/bin/tsc"), [
  "-p",
  "tsconfig.floor.json",
  "--pretty",
  "false",
]);
export const lint = check("lint", inModules("@biomejs/biome/bin/biome"), ["ci", "--colors=off", "--error-on-warnings"]);
export const imports = check("import directions", path.join(ROOT, "scripts/import-fence.mjs"));
export const fences = check("fences", path.join(ROOT, "scripts/fences.mjs"));
export const deadCode = check("dead code", inModules("knip/bin/knip.js"), ["--no-progress"]);
export const bundles = check("bundles", path.join(ROOT, "scripts/bundle.mjs"));
export const packages = check("packages", path.join(ROOT, "scripts/package.mjs"), ["--all"]);

export const unitTests = vitest("unit", /^(shared|electron|renderer|scripts|e2e|bench)\/.*(?<!\.device)\.test\.tsx?$/);
export const centralTests = vitest("central", /^central\/.*\.test\.ts$/);
export const labTests = vitest("lab", /^(lab\/.*|electron\/.*\.device)\.test\.ts$/);

const endToEndReport = path.join(REPORTS, "e2e.json");
export const endToEndTests = suite({
  name: "end-to-end tests",
  files: /^e2e\/.*\.spec\.ts$/,
  script: inModules("@playwright/test/cli.js"),
  args: ["test", "--reporter=line,json"],
  env: { PLAYWRIGHT_JSON_OUTPUT_NAME: endToEndReport, DBUS_SESSION_BUS_ADDRESS: "disabled:" },
  report: endToEndReport,
  read: ({ stats, errors }) => ({
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    skipped: stats.skipped,
  }),
});

const add = (total, { passed, failed, skipped }) => ({
  passed: total.passed + passed,
  failed: total.failed + failed,
  skipped: total.skipped + skipped,
});

const countsText = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;

/** Runs steps one after the other, says each with its time, shows the output of those that failed. Returns the sum. */
export async function runSteps(steps, env = {}) {
  let total = { passed: 0, failed: 0, skipped: 0 };
  for (const step of steps) {
    const result = await step.do(env);
    total = add(total, result);
    const verdict = result.failed > 0 ? "FAILED" : "ok";
    const detail = [result.passed + result.failed > 1 ? countsText(result) : "", result.note]
      .filter(Boolean)
      .join(", ");
    console.log(`${verdict.padEnd(6)} ${step.name} (${result.seconds.toFixed(1)} s)${detail ? `: ${detail}` : ""}`);
    if (result.failed > 0) console.log(`${result.output.trimEnd().replace(/^/gm, "       ")}`);
  }
  return total;
}

/** The line that closes a run, for people and for whatever reads the log. */
export const closingLine = countsText;
