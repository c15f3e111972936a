import { readFileSync } from "node:fs";

/** One process, for as long as the machine runs: numbers are given out again, so its start is part of its name. */
export interface ProcessMark {
  /** The machine's boot; a process of another boot is gone. */
  readonly boot: string;
  readonly pid: number;
  /** Start of the process in clock ticks since the boot; 0 where the system does not tell. */
  readonly startTicks: number;
}

/** Which processes there are. */
export interface ProcessTable {
  readonly self: ProcessMark;
  /** Whether the marked process still runs. One that was killed and not yet collected by its parent does not. */
  isRunning(mark: ProcessMark): boolean;
}

/** The machine's processes: from /proc where there is one, else by number alone. */
export function systemProcessTable(): ProcessTable {
  const boot = readLine("/proc/sys/kernel/random/boot_id")?.replaceAll("-", "") ?? "unknown";
  return {
    self: { boot, pid: process.pid, startTicks: readStat(process.pid)?.startTicks ?? 0 },
    isRunning(mark) {
      if (mark.boot !== boot) return false;
      if (mark.startTicks === 0) return answersSignal(mark.pid);
      const stat = readStat(mark.pid);
      return stat !== undefined && stat.startTicks === mark.startTicks && !stat.ended;
    },
  };
}

/** proc(5): after the name in parentheses come the state (field 3) and, 19 fields on, the start time (field 22). */
function readStat(pid: number): { readonly startTicks: number; readonly ended: boolean } | undefined {
  const line = readLine(`/proc/${pid}/stat`);
  if (line === undefined) return undefined;
  const fields = line.slice(line.lastIndexOf(")") + 2).split(" ");
  return { startTicks: Number(fields[19]), ended: fields[0] === "Z" || fields[0] === "X" };
}

function readLine(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8").trimEnd();
  } catch {
    // No such process, or no /proc at all: both mean that there is nothing to read.
    return undefined;
  }
}

function answersSignal(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // EPERM: it runs under another account.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
