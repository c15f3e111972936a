import { readdirSync, readFileSync } from "node:fs";

/** USER_HZ, 100 on every Linux. */
const ticksPerSecond = 100;

/** The machine's monotonic clock in milliseconds, the same in every process. */
export function monotonicMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

/** Process ids of a process and everything that descends from it. */
export function treeOf(rootPid: number): readonly number[] {
  const children = numbersIn(`/proc/${rootPid}/task`).flatMap((tid) =>
    (textOf(`/proc/${rootPid}/task/${tid}/children`) ?? "").split(" ").filter(Boolean).map(Number),
  );
  return [rootPid, ...children.flatMap(treeOf)];
}

/** Processor time of these processes since they began, in milliseconds; of children that have ended, to 10 ms. */
export function cpuMsOf(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => sum + threadsMs(pid) + endedChildrenMs(pid), 0);
}

/** Memory of these processes, what they share counted by its share (PSS), in MiB. */
export function pssMibOf(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => sum + pssKibOf(pid), 0) / 1024;
}

function threadsMs(pid: number): number {
  const tasks = `/proc/${pid}/task`;
  return numbersIn(tasks).reduce((sum, tid) => {
    const [onCpuNs] = (textOf(`${tasks}/${tid}/schedstat`) ?? "0").split(" ");
    return sum + Number(onCpuNs) / 1e6;
  }, 0);
}

/** `cutime` and `cstime` of /proc/PID/stat. The name before these fields may hold anything, so it is cut off first. */
function endedChildrenMs(pid: number): number {
  const stat = textOf(`/proc/${pid}/stat`) ?? "";
  const [userTicks = "0", systemTicks = "0"] = stat
    .slice(stat.lastIndexOf(")") + 2)
    .split(" ")
    .slice(13, 15);
  return ((Number(userTicks) + Number(systemTicks)) * 1000) / ticksPerSecond;
}

function pssKibOf(pid: number): number {
  return Number(/^Pss:\s+(\d+) kB$/m.exec(textOf(`/proc/${pid}/smaps_rollup`) ?? "")?.[1] ?? 0);
}

function numbersIn(folder: string): readonly number[] {
  try {
    return readdirSync(folder).map(Number).filter(Number.isInteger);
  } catch {
    // The process ended meanwhile: it has no threads.
    return [];
  }
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    // As above.
    return undefined;
  }
}
