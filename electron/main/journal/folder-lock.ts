import { randomBytes } from "node:crypto";
import path from "node:path";
import { err, ok, type Result } from "../../../shared/basics/result.ts";
import { type OpenFault, writeFault } from "./journal-fault.ts";
import type { JournalFiles } from "./journal-files.ts";
import type { ProcessMark, ProcessTable } from "./process-table.ts";

/** A folder held for this process alone. */
export interface FolderLock {
  /** Lets go. Idempotent. */
  release(): Promise<void>;
}

export interface FolderLockOptions {
  readonly files: JournalFiles;
  readonly folder: string;
  readonly processes: ProcessTable;
  /** Waits between two looks at another program that is starting at the same moment. */
  readonly pause: (ms: number) => Promise<void>;
}

const pauseMs = 25;
const looks = 40;

/**
 * Takes a folder for this process alone, without help of the system's locks, and past the remains of killed processes. Each process puts down
 * a claim, an empty file named after itself, and only then looks for others: of two that start at once, at least one sees the other. A claim
 * of a process that no longer runs is cleared away by anyone, which is safe because its name can't be a living process's. The later of two
 * newcomers yields at once; the earlier waits a second for that and then yields to whoever holds the folder.
 */
export async function lockFolder(options: FolderLockOptions): Promise<Result<FolderLock, OpenFault>> {
  const { files, folder, processes, pause } = options;
  const own = { ...processes.self, nonce: randomBytes(4).toString("hex") };
  const claim = path.join(folder, nameOf(own));
  const made = await files.createExclusive(claim);
  if (!made.ok) return err(writeFault(made.error));
  const release = async (): Promise<void> => {
    await files.remove(claim);
  };
  for (let look = 0; look < looks; look += 1) {
    const others = await livingClaims(options, own.nonce);
    if (!others.ok) {
      await release();
      return others;
    }
    const first = others.value[0];
    if (first === undefined) return ok({ release });
    if (precedes(first, own) || look === looks - 1) {
      await release();
      return err({ kind: "in-use", pid: first.pid });
    }
    await pause(pauseMs);
  }
  throw new Error("unreachable: the last look decides");
}

interface Claim extends ProcessMark {
  readonly nonce: string;
}

/** Claims of other processes that run, earliest first. Clears away those of processes that don't. */
async function livingClaims(
  { files, folder, processes }: FolderLockOptions,
  ownNonce: string,
): Promise<Result<readonly Claim[], OpenFault>> {
  const names = await files.list(folder);
  if (!names.ok) return err(writeFault(names.error));
  const living: Claim[] = [];
  for (const name of names.value) {
    const claim = parseName(name);
    if (claim === undefined || claim.nonce === ownNonce) continue;
    if (processes.isRunning(claim)) living.push(claim);
    else await files.remove(path.join(folder, name));
  }
  return ok(living.sort((a, b) => (precedes(a, b) ? -1 : 1)));
}

function precedes(a: Claim, b: Claim): boolean {
  if (a.startTicks !== b.startTicks) return a.startTicks < b.startTicks;
  return a.pid === b.pid ? a.nonce < b.nonce : a.pid < b.pid;
}

function nameOf({ boot, pid, startTicks, nonce }: Claim): string {
  return `lock.${boot}.${pid}.${startTicks}.${nonce}`;
}

function parseName(name: string): Claim | undefined {
  const [, boot, pid, startTicks, nonce] = /^lock\.(\w+)\.(\d+)\.(\d+)\.([0-9a-f]{8})$/.exec(name) ?? [];
  if (boot === undefined || nonce === undefined) return undefined;
  return { boot, pid: Number(pid), startTicks: Number(startTicks), nonce };
}
