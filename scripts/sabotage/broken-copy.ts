import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { VitestReport } from "./judge.ts";
import type { Mutant, TestProject } from "./mutant.ts";
import { runGroup } from "./run-group.ts";

const left = new Set([".git", "node_modules", "dist", "out", "coverage", "release", "release-e2e", "__pycache__"]);
const products = ["shared", "electron", "renderer", "central"];
// Far more than any suite takes on a busy machine.
const buildLimitMs = 300_000;
const testLimitMs = 600_000;

/** A copy of the tree in which one line at a time is broken, so that nothing ever is in the tree itself. */
export class BrokenCopy {
  readonly #folder: string;
  readonly #signal: AbortSignal;

  /** Copies the tree as it is now, with what is not committed. Everything ends when `signal` aborts. */
  constructor(root: string, signal: AbortSignal) {
    this.#folder = mkdtempSync(path.join(tmpdir(), "kalian-sabotage-"));
    this.#signal = signal;
    // The database of the tests may run under an account of its own, which has to pass through.
    chmodSync(this.#folder, 0o711);
    cpSync(root, this.#folder, { recursive: true, filter: (file) => !left.has(path.basename(file)) });
    // What a killed test leaves behind goes with the copy.
    mkdirSync(path.join(this.#folder, "tmp"));
    chmodSync(path.join(this.#folder, "tmp"), 0o1777);
    linkPackages(path.join(root, "node_modules"), path.join(this.#folder, "node_modules"));
  }

  /** Changes the mutant's line while `work` runs. Undefined when the file does not hold the line exactly once. */
  async whileBroken<T>({ file, from, to }: Mutant, work: () => Promise<T>): Promise<T | undefined> {
    const target = path.join(this.#folder, file);
    const whole = readFileSync(target, "utf8");
    if (whole.split(from).length !== 2) return undefined;
    writeFileSync(
      target,
      whole.replace(from, () => to),
    );
    try {
      return await work();
    } finally {
      writeFileSync(target, whole);
    }
  }

  /** Type-checks the product. Gives the compiler's first words against it, or undefined. */
  async whyNotBuilt(): Promise<string | undefined> {
    const configs = products.map((name) => `tsconfig.${name}.json`);
    const args = ["node_modules/typescript/bin/tsc", "-b", "--pretty", "false", ...configs];
    const { code, output } = await this.#node(args, buildLimitMs);
    return code === 0 ? undefined : output.trim().slice(0, 300);
  }

  /** Runs test files of one project. */
  async runTests(project: TestProject, files: readonly string[]): Promise<VitestReport> {
    const report = path.join(this.#folder, "sabotage-report.json");
    rmSync(report, { force: true });
    const reporter = ["--reporter=json", `--outputFile=${report}`];
    const args = ["node_modules/vitest/vitest.mjs", "run", "--project", project, ...reporter, ...files];
    const { output } = await this.#node(args, testLimitMs);
    try {
      return VitestReport.parse(JSON.parse(readFileSync(report, "utf8")));
    } catch (cause) {
      const message = `no report (${String(cause)}): ${output.slice(-300)}`;
      return { testResults: [{ name: "", message, assertionResults: [] }] };
    }
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 3 });
  }

  #node(args: readonly string[], limitMs: number) {
    const [cwd, signal] = [this.#folder, this.#signal];
    const env = { ...process.env, TMPDIR: path.join(cwd, "tmp") };
    return runGroup({ command: process.execPath, args, cwd, env, limitMs, signal });
  }
}

/** The installed packages by link, in a folder of the copy's own: what tools keep in there stays apart from the tree's. */
function linkPackages(from: string, to: string): void {
  mkdirSync(to);
  for (const name of readdirSync(from).filter((entry) => !entry.startsWith(".")))
    symlinkSync(path.join(from, name), path.join(to, name));
}
