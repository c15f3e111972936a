// Starting other programs from the scripts: shown, quiet with progress, or in the background. Whatever was started here is ended
// before this process ends: by its own caller, or, on a signal, all of it, the latest first.
import { spawn } from "node:child_process";
import { ROOT } from "./project-files.mjs";

const PROGRESS_EVERY_MS = 5_000;
const KEPT_OUTPUT_CHARACTERS = 400_000;
const STOP_PATIENCE_MS = 10_000;
const SIGNAL_NUMBERS = { SIGHUP: 1, SIGINT: 2, SIGQUIT: 3, SIGABRT: 6, SIGKILL: 9, SIGSEGV: 11, SIGTERM: 15 };

/** The exit code a shell would give: a signal counts as 128 + its number. */
const exitCode = (code, signal) => code ?? 128 + (SIGNAL_NUMBERS[signal] ?? 0);

const running = new Set();
let ending = false;

async function endAll(signal) {
  if (ending) return;
  ending = true;
  for (const { stop } of [...running].reverse()) await stop(signal);
  process.exit(exitCode(null, signal));
}

/** Starts a program that stays. `gone` resolves with its exit code; `stop()` asks it to end, insists after a while, and waits. */
export function start(command, args, { env = {}, cwd = ROOT, stdio = "inherit" } = {}) {
  if (running.size === 0) for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, endAll);
  const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio });
  const gone = new Promise((resolve) => {
    child.once("error", (error) => resolve({ code: 127, error }));
    child.once("close", (code, signal) => resolve({ code: exitCode(code, signal) }));
  });
  const stop = async (signal = "SIGTERM") => {
    const insist = setTimeout(() => child.kill("SIGKILL"), STOP_PATIENCE_MS);
    child.kill(signal);
    await gone;
    clearTimeout(insist);
  };
  const started = { child, gone, stop };
  running.add(started);
  void gone.then(() => {
    running.delete(started);
    if (running.size === 0 && !ending)
      for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.off(signal, endAll);
  });
  return started;
}

/** Runs a program with our own input and output. Resolves with its exit code. */
export async function run(command, args, options = {}) {
  const { code, error } = await start(command, args, options).gone;
  if (error) throw error;
  return code;
}

/** Says where a long step is, every few seconds, in one line. */
function showProgress(title, from, lastLine) {
  const timer = setInterval(() => {
    const detail = lastLine();
    const elapsed = Math.round((performance.now() - from) / 1000);
    console.log(`  ${title}: ${elapsed} s${detail ? `, ${detail.slice(0, 100)}` : ""}`);
  }, PROGRESS_EVERY_MS);
  return () => clearInterval(timer);
}

/** Runs a program and keeps its output to itself. Resolves with { code, output, seconds }, whatever the code. */
export async function runQuietly(command, args, { progress, ...options } = {}) {
  const from = performance.now();
  const { child, gone } = start(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding("utf8").on("data", (chunk) => {
      output = (output + chunk).slice(-KEPT_OUTPUT_CHARACTERS);
    });
  const lastLine = () =>
    output
      .trimEnd()
      .split(/[\r\n]/)
      .at(-1);
  const silence = progress ? showProgress(progress, from, lastLine) : () => undefined;
  const { code, error } = await gone;
  silence();
  if (error) throw error;
  return { code, output, seconds: (performance.now() - from) / 1000 };
}
