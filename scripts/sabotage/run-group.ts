import { spawn } from "node:child_process";
import { once } from "node:events";

const keptOutputCharacters = 4_000;

export interface GroupRun {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly limitMs: number;
  readonly signal: AbortSignal;
}

/**
 * Runs a program to its end and kills it, with everything it started, when its time is up: a mutant may well spin for ever. Gives the exit
 * code (null when it was killed) and the end of what it said. Rejects when `signal` aborts.
 */
export async function runGroup(run: GroupRun): Promise<{ readonly code: number | null; readonly output: string }> {
  run.signal.throwIfAborted();
  const { command, args, cwd, env } = run;
  const child = spawn(command, args, { cwd, env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => {
      output = (output + text).slice(-keptOutputCharacters);
    });
  const kill = (): void => {
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null)
      process.kill(-child.pid, "SIGKILL");
  };
  const timer = setTimeout(kill, run.limitMs);
  run.signal.addEventListener("abort", kill);
  try {
    await once(child, "close");
  } finally {
    clearTimeout(timer);
    run.signal.removeEventListener("abort", kill);
  }
  run.signal.throwIfAborted();
  return { code: child.exitCode, output };
}
