import { existsSync, readdirSync, readFileSync, readlinkSync, realpathSync } from "node:fs";
import path from "node:path";

/** What a running PostgreSQL writes into `postmaster.pid` of its data folder. */
export interface PostmasterFile {
  readonly pid: number;
  readonly socketFolder: string;
  readonly isReady: boolean;
}

/** Reads `postmaster.pid`; undefined when there is none, or when the server has not written all of it yet. */
export function readPostmasterFile(pgdata: string): PostmasterFile | undefined {
  const file = path.join(pgdata, "postmaster.pid");
  if (!existsSync(file)) return undefined;
  const lines = readFileSync(file, "utf8").split("\n");
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  return { pid, socketFolder: lines[4]?.trim() ?? "", isReady: lines[7]?.trim() === "ready" };
}

/**
 * Whether `pid` is a living server of this data folder. A number alone proves nothing: after a crash it may belong to a stranger, or to
 * a zombie that process 1 has not reaped. A server works in its data folder, and a zombie has no working folder, so Linux tells.
 */
export function isServerOf(pgdata: string, pid: number): boolean {
  if (process.platform !== "linux") return exists(pid);
  return workingFolderOf(pid) === realpathSync(pgdata);
}

/** Processes whose working folder is the data folder: the server and its workers, also those that outlived a killed server. */
export function findProcessesOf(pgdata: string): readonly number[] {
  if (process.platform !== "linux") return [];
  const folder = realpathSync(pgdata);
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => workingFolderOf(pid) === folder);
}

function workingFolderOf(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    // Gone, a zombie, or another account's process: none of them is a server of ours.
    return undefined;
  }
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
