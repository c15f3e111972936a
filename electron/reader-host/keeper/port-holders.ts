import type { Stats } from "node:fs";
import { readdir, readFile, readlink, stat } from "node:fs/promises";

/** A process that has a device open. */
export interface PortHolder {
  readonly pid: number;
  readonly program: string;
}

/** Finds who has a device node open, ourselves excepted. Empty where the system does not tell; never fails. */
export type FindPortHolders = (node: string) => Promise<readonly PortHolder[]>;

/** More names than these help nobody, and the list goes to a screen. */
const maxHolders = 8;

/**
 * Looks through /proc/<pid>/fd for the node, under whatever name it was opened. An ordinary account sees only its own processes there;
 * what it may not see is left out. Elsewhere than on Linux the answer is empty.
 */
export async function findPortHolders(node: string): Promise<readonly PortHolder[]> {
  if (process.platform !== "linux") return [];
  const target = await stat(node).catch(() => undefined);
  if (target === undefined) return [];
  const pids = (await readdir("/proc").catch((): string[] => [])).filter((name) => /^\d+$/.test(name));
  const holders: PortHolder[] = [];
  // One process at a time: this runs beside card reading and must not flood the thread pool that reads the ports.
  for (const pid of pids) {
    if (Number(pid) === process.pid || !(await hasOpen(pid, target))) continue;
    holders.push({ pid: Number(pid), program: await programOf(pid) });
    if (holders.length === maxHolders) break;
  }
  return holders;
}

async function hasOpen(pid: string, target: Stats): Promise<boolean> {
  const folder = `/proc/${pid}/fd`;
  for (const descriptor of await readdir(folder).catch((): string[] => [])) {
    const file = `${folder}/${descriptor}`;
    // Only what is called a device is looked at: a file on a network share that is down would block a thread for good.
    if (!(await readlink(file).catch(() => "")).startsWith("/dev/")) continue;
    const opened = await stat(file).catch(() => undefined);
    if (opened !== undefined && isSameNode(opened, target)) return true;
  }
  return false;
}

/** One node, or two nodes of one device. */
function isSameNode(one: Stats, other: Stats): boolean {
  if (one.dev === other.dev && one.ino === other.ino) return true;
  return one.isCharacterDevice() && other.isCharacterDevice() && one.rdev === other.rdev;
}

async function programOf(pid: string): Promise<string> {
  const name = await readFile(`/proc/${pid}/comm`, "utf8").catch(() => "");
  return name.trim() === "" ? "?" : name.trim();
}
