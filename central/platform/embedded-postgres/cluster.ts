import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, lstatSync, readFileSync, realpathSync, statSync } from "node:fs";
import { chmod, chown, mkdir, mkdtemp, readdir, rename, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { type Account, canReach, findDatabaseAccount } from "./account.ts";
import { findPostgresBinaries, type PostgresBinaries } from "./binaries.ts";
import { findProcessesOf } from "./postmaster.ts";

/** A PostgreSQL data folder of ours with everything beside it that starting it needs. */
export interface Cluster {
  readonly pgdata: string;
  readonly logFile: string;
  readonly socketFolderFile: string;
  readonly password: string;
  readonly account: Account | undefined;
  readonly binaries: PostgresBinaries;
}

/** Name of the superuser and of the service's database. */
export const databaseName = "kalian";

/** Environment of PostgreSQL's programs: nothing of ours leaks in, above all no PGDATA or PGOPTIONS. */
export const postgresEnvironment = { PATH: "/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" } as const;

// Where a database lives whose account could not reach the data folder (one below /root, say). Root alone writes here.
const systemFolder = "/var/lib/kalian-central";

/**
 * Opens the cluster of a data folder, making it first where there is none. `<dataDir>/database` is a link set only when the cluster is
 * whole, so a start that was killed half-way, or two starts at once, leave either no cluster or one good one.
 */
export async function openCluster(dataDir: string): Promise<Cluster> {
  await mkdir(dataDir, { recursive: true, mode: 0o711 });
  const link = path.join(dataDir, "database");
  if (!existsSync(link)) {
    if (lstatSync(link, { throwIfNoEntry: false }) !== undefined)
      throw new Error(`${link} points to a folder that is gone; remove the link to begin with an empty database`);
    await makeCluster(dataDir, link);
  }
  const folder = realpathSync(link);
  await writeFile(path.join(folder, "home"), path.resolve(dataDir));
  const pgdata = path.join(folder, "pgdata");
  const account = ownerOf(pgdata);
  return {
    pgdata,
    logFile: path.join(folder, "postgres.log"),
    socketFolderFile: path.join(folder, "socket-folder"),
    password: readFileSync(path.join(folder, "password"), "utf8"),
    account,
    binaries: await findPostgresBinaries(account, systemFolder),
  };
}

/**
 * The folder of the server's socket: 0700, its account's, and short, because a socket path ends at 107 bytes. Made anew when it is gone:
 * the `wanted` one where connections already lead there, else any. Throws when the wanted one is somebody else's by now.
 */
export async function openSocketFolder(cluster: Cluster, wanted: string | undefined): Promise<string> {
  const { socketFolderFile, account } = cluster;
  const known = wanted ?? (existsSync(socketFolderFile) ? readFileSync(socketFolderFile, "utf8") : undefined);
  if (known !== undefined && isOwnFolder(known, account)) return known;
  if (wanted !== undefined) {
    await mkdir(wanted, { mode: 0o700 });
    await giveTo(account, wanted);
    return wanted;
  }

  const base = [tmpdir(), "/tmp"].find(
    (folder) => folder.length <= 60 && (account === undefined || canReach(folder, account, 0o1)),
  );
  const folder = await mkdtemp(path.join(base ?? "/tmp", "kalian-db-"));
  await giveTo(account, folder);
  const draft = `${socketFolderFile}.${process.pid}`;
  await writeFile(draft, folder, { mode: 0o600 });
  await rename(draft, socketFolderFile);
  return folder;
}

function isOwnFolder(folder: string, account: Account | undefined): boolean {
  const stat = lstatSync(folder, { throwIfNoEntry: false });
  const owner = account?.uid ?? process.getuid?.();
  return stat?.isDirectory() === true && stat.uid === owner && (stat.mode & 0o077) === 0;
}

async function makeCluster(dataDir: string, link: string): Promise<void> {
  const account = findDatabaseAccount();
  const binaries = await findPostgresBinaries(account, systemFolder);
  const isAtHome = account === undefined || canReach(dataDir, account, 0o1);
  const parent = isAtHome ? dataDir : path.join(systemFolder, "clusters");
  await mkdir(parent, { recursive: true, mode: 0o711 });
  await removeOrphans(parent);

  const folder = await mkdtemp(path.join(parent, "cluster-"));
  try {
    await initialise(folder, account, binaries);
    await symlink(isAtHome ? path.basename(folder) : folder, link);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    if (!existsSync(link)) throw error; // else another start made it first: theirs counts
  }
}

async function initialise(folder: string, account: Account | undefined, binaries: PostgresBinaries): Promise<void> {
  const password = randomBytes(32).toString("hex");
  const pgdata = path.join(folder, "pgdata");
  const passwordForInitdb = path.join(folder, "initdb-password");
  // mkdtemp made it 0700 and ours; the database's account must pass through to its part.
  if (account !== undefined) await chmod(folder, 0o711);
  await mkdir(pgdata, { mode: 0o700 });
  await writeFile(passwordForInitdb, password, { mode: 0o600 });
  await giveTo(account, pgdata);
  await giveTo(account, passwordForInitdb);
  const args = [
    `--pgdata=${pgdata}`,
    `--username=${databaseName}`,
    `--pwfile=${passwordForInitdb}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    // The builtin provider gives C.UTF-8 on machines whose C library has no such locale.
    ...["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"],
    "--data-checksums",
    "--no-instructions",
  ];
  await promisify(execFile)(binaries.initdb, args, { cwd: "/", env: postgresEnvironment, ...account });
  await rm(passwordForInitdb);
  await writeFile(path.join(folder, "password"), password, { mode: 0o600 });
}

async function giveTo(account: Account | undefined, target: string): Promise<void> {
  if (account !== undefined) await chown(target, account.uid, account.gid);
}

function ownerOf(pgdata: string): Account | undefined {
  const { uid, gid } = statSync(pgdata);
  const self = process.getuid?.();
  if (uid === self) return undefined;
  if (self !== 0) throw new Error(`${pgdata} belongs to account ${uid}; start the service as that account or as root`);
  return { uid, gid };
}

// A start may be making its cluster right now, so only old ones count.
const orphanAgeMs = 10 * 60_000;

/** Removes clusters that no data folder links to any more, or that a killed start left half made, so that throw-away data folders leave nothing. */
async function removeOrphans(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const folder = path.join(parent, name);
    if (!name.startsWith("cluster-") || isLinkedOrYoung(folder)) continue;
    await rm(folder, { recursive: true, force: true });
  }
}

function isLinkedOrYoung(folder: string): boolean {
  if (Date.now() - statSync(folder).mtimeMs < orphanAgeMs) return true;
  const homeFile = path.join(folder, "home");
  const link = existsSync(homeFile) ? path.join(readFileSync(homeFile, "utf8"), "database") : undefined;
  if (link !== undefined && existsSync(link) && realpathSync(link) === realpathSync(folder)) return true;
  const pgdata = path.join(folder, "pgdata");
  return existsSync(pgdata) && findProcessesOf(pgdata).length > 0;
}
