import { readdir, readFile, readlink, realpath } from "node:fs/promises";

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
 * Looks through /proc/<pid>/fd for links to the node. An ordinary account sees only its own processes there; what it may not see is
 * left out. Elsewhere than on Linux the answer is empty.
 */
export async function findPortHolders(node: string): Promise<readonly PortHolder[]> {
  if (process.platform !== "linux") return [];
  const target = await realpath(node).catch(() => node);
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

async function hasOpen(pid: string, target: string): Promise<boolean> {
  const folder = `/proc/${pid}/fd`;
  for (const descriptor of await readdir(folder).catch((): string[] => [])) {
    if ((await readlink(`${folder}/${descriptor}`).catch(() => "")) === target) return true;
  }
  return false;
}

async function programOf(pid: string): Promise<string> {
  const name = await readFile(`/proc/${pid}/comm`, "utf8").catch(() => "");
  return name.trim() === "" ? "?" : name.trim();
}
