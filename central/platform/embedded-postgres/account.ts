import { readFileSync, statSync } from "node:fs";
import path from "node:path";

/** An existing account that PostgreSQL runs as when the service is root: PostgreSQL refuses to. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** The account to run a new database as: none unless we are root. An own account of the system's PostgreSQL is kept before `nobody`. */
export function findDatabaseAccount(passwdFile = "/etc/passwd"): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const entries = readFileSync(passwdFile, "utf8")
    .split("\n")
    .map((line) => line.split(":"));
  for (const name of ["postgres", "nobody", "daemon"]) {
    const entry = entries.find(([user]) => user === name);
    if (entry?.[2] !== undefined && entry[3] !== undefined) return { uid: Number(entry[2]), gid: Number(entry[3]) };
  }
  throw new Error("PostgreSQL does not run as root, and none of the accounts postgres, nobody, daemon exists");
}

/** Whether the account can pass through every folder above `target`, and has the rights `bits` (read 4, write 2, enter 1) on `target` itself. */
export function canReach(target: string, account: Account, bits: number): boolean {
  const absolute = path.resolve(target);
  if (!isAllowed(absolute, account, bits)) return false;
  for (let folder = path.dirname(absolute); ; folder = path.dirname(folder)) {
    if (!isAllowed(folder, account, 0o1)) return false;
    if (folder === path.dirname(folder)) return true;
  }
}

function isAllowed(target: string, account: Account, bits: number): boolean {
  const { mode, uid, gid } = statSync(target);
  if (uid === account.uid) return ((mode >> 6) & bits) === bits;
  if (gid === account.gid) return ((mode >> 3) & bits) === bits;
  return (mode & bits) === bits;
}
