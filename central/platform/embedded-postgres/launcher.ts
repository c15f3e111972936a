import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, existsSync, openSync, rmSync, statSync, truncateSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { ClientConfig } from "pg";
import type { Log } from "../log.ts";
import { type Cluster, databaseName, openCluster, openSocketFolder, postgresEnvironment } from "./cluster.ts";
import { type Keeper, openKeeper } from "./keeper.ts";
import { findProcessesOf, isServerOf, readPostmasterFile } from "./postmaster.ts";
import { withStartLock } from "./start-lock.ts";

/** A running database of our own, reached over a Unix socket in a folder that only its account may enter. */
export interface EmbeddedPostgres {
  /** For `pg`: the superuser, on the service's database. Stays the same while this is open, also after the database was started again. */
  readonly connection: ClientConfig;
  /** Stops the database, unless another process that opened the same data folder still uses it. */
  close(): Promise<void>;
}

// Recovery after a crash and a slow disk take their time; a zombie or a dying worker of the last server takes seconds.
const startDeadlineMs = 30_000;
const lockDeadlineMs = 2 * startDeadlineMs;
const pollMs = 25;
const retryMs = 300;
const fastStopMs = 10_000;
const hardStopMs = 8_000;
const largestLogBytes = 5_000_000;

/**
 * Opens the database in `<dataDir>/database`: makes it the first time, adopts a server that is still alive, else starts one, also over
 * what a killed one left behind. While open, a server that dies is started again. Throws with the reason when none answers in 30 s.
 */
export async function openEmbeddedPostgres(dataDir: string, log: Log): Promise<EmbeddedPostgres> {
  if (process.platform === "win32") throw new Error("the embedded database runs on Linux and macOS; set DATABASE_URL");
  const cluster = await openCluster(path.resolve(dataDir));
  const locked = <T>(work: () => Promise<T>) => withStartLock(cluster.pgdata, Date.now() + lockDeadlineMs, work);
  return await locked(async () => {
    const socketFolder = await ensureServer(cluster, log);
    const admin = { host: socketFolder, port: 5432, user: databaseName, password: cluster.password };
    const restart = async (): Promise<void> => {
      log.warn({ event: "database-restarting" });
      await locked(() => ensureServer(cluster, log, socketFolder));
    };
    const keeper = await openKeeper({ admin, databaseName, restart });
    return {
      connection: { ...admin, database: databaseName },
      close: async () => {
        await keeper.stopWatching();
        // Under the lock no other process is between finding the server and being counted as its user.
        await locked(() => closeServer(cluster, keeper, log));
      },
    };
  });
}

/** Makes sure that a server runs, and gives its socket's folder. The caller holds the start lock. */
async function ensureServer(cluster: Cluster, log: Log, knownSocketFolder?: string): Promise<string> {
  const deadline = Date.now() + startDeadlineMs;
  let lastFault = "no server answered";
  while (Date.now() < deadline) {
    const state = await tryOnce(cluster, knownSocketFolder, deadline);
    if (state.kind === "ready") return state.socketFolder;
    if (state.kind === "failed") lastFault = state.fault;
    await delay(retryMs);
  }
  log.error({ event: "database-not-started", logFile: cluster.logFile, why: lastFault });
  throw new Error(`the embedded database did not start: ${lastFault}; see ${cluster.logFile}`);
}

type Tried =
  | { readonly kind: "ready"; readonly socketFolder: string }
  | { readonly kind: "failed"; readonly fault: string }
  /** A server of before is still starting or stopping. */
  | { readonly kind: "not-yet" };

async function tryOnce(cluster: Cluster, knownSocketFolder: string | undefined, deadline: number): Promise<Tried> {
  const file = readPostmasterFile(cluster.pgdata);
  if (file !== undefined && isServerOf(cluster.pgdata, file.pid))
    return file.isReady ? { kind: "ready", socketFolder: file.socketFolder } : { kind: "not-yet" };
  const socketFolder = await openSocketFolder(cluster, knownSocketFolder);
  clearRemains(cluster, socketFolder);
  const fault = await startServer(cluster, socketFolder, deadline);
  return fault === undefined ? { kind: "ready", socketFolder } : { kind: "failed", fault };
}

/**
 * Removes the lock files of a killed server where they name a number that exists again (a stranger's, or a zombie's): PostgreSQL would
 * refuse to start. Safe only because no process works in the data folder any more and the start lock keeps others from starting one;
 * where that can't be told, PostgreSQL decides alone.
 */
function clearRemains(cluster: Cluster, socketFolder: string): void {
  if (process.platform !== "linux" || findProcessesOf(cluster.pgdata).length > 0) return;
  for (const remains of [
    path.join(cluster.pgdata, "postmaster.pid"),
    path.join(socketFolder, ".s.PGSQL.5432"),
    path.join(socketFolder, ".s.PGSQL.5432.lock"),
  ])
    rmSync(remains, { force: true });
}

/** Starts a server and waits until it is ready. Gives the fault when it is not. */
async function startServer(cluster: Cluster, socketFolder: string, deadline: number): Promise<string | undefined> {
  const child = spawnServer(cluster, socketFolder);
  let exit: string | undefined;
  child.once("error", (error) => {
    exit = `postgres could not be run (${error.message})`;
  });
  child.once("exit", (code, signal) => {
    exit = `postgres ended with ${code ?? signal}`;
  });
  while (Date.now() < deadline) {
    const file = readPostmasterFile(cluster.pgdata);
    if (file?.isReady && isServerOf(cluster.pgdata, file.pid)) return undefined;
    if (exit !== undefined) return exit;
    await delay(pollMs);
  }
  return "postgres was not ready in time";
}

function spawnServer(cluster: Cluster, socketFolder: string): ChildProcess {
  if (existsSync(cluster.logFile) && statSync(cluster.logFile).size > largestLogBytes) truncateSync(cluster.logFile);
  const output = openSync(cluster.logFile, "a", 0o600);
  const args = ["-D", cluster.pgdata, "-k", socketFolder, ...Object.entries(settings).flatMap(asOption)];
  // Detached: a service that is killed must not take the database with it in mid-write; the next start adopts it.
  const child = spawn(cluster.binaries.postgres, args, {
    ...cluster.account,
    cwd: "/",
    env: postgresEnvironment,
    detached: true,
    stdio: ["ignore", output, output],
  });
  child.unref();
  closeSync(output);
  return child;
}

const settings = {
  listen_addresses: "",
  unix_socket_permissions: "0700",
  max_connections: "60",
  shared_buffers: "64MB",
  wal_compression: "on",
  // One small machine, short statements: no helper processes for parallel plans or asynchronous reads.
  io_method: "sync",
  max_parallel_workers: "0",
  jit: "off",
  timezone: "UTC",
  log_timezone: "UTC",
  log_min_messages: "warning",
  // A failed statement is never copied into the log: what it carries is other people's data.
  log_min_error_statement: "panic",
} as const;

function asOption([name, value]: [string, string]): readonly string[] {
  return ["-c", `${name}=${value}`];
}

/** Lets go of the server, and stops it when nobody else uses it. The caller holds the start lock. */
async function closeServer(cluster: Cluster, keeper: Keeper, log: Log): Promise<void> {
  const isUsedByOthers = await keeper.close();
  const file = readPostmasterFile(cluster.pgdata);
  if (isUsedByOthers || file === undefined || !isServerOf(cluster.pgdata, file.pid)) return;
  if (await stopServer(cluster, file.pid, log)) rmSync(file.socketFolder, { recursive: true, force: true });
}

/** Stops the server, patiently and then less so. Says whether it has ended. */
async function stopServer(cluster: Cluster, pid: number, log: Log): Promise<boolean> {
  // A frozen (SIGSTOP) server would sleep through the request to end, and wait for ever for a frozen worker.
  for (const each of [pid, ...findProcessesOf(cluster.pgdata)]) signal(each, "SIGCONT");
  if (await endWith(cluster, pid, "SIGINT", fastStopMs)) return true;
  log.warn({ event: "database-stop-slow" });
  if (await endWith(cluster, pid, "SIGQUIT", hardStopMs)) return true;
  log.error({ event: "database-not-stopped", pid });
  return false;
}

async function endWith(cluster: Cluster, pid: number, name: NodeJS.Signals, withinMs: number): Promise<boolean> {
  signal(pid, name);
  for (const deadline = Date.now() + withinMs; Date.now() < deadline; await delay(pollMs))
    if (!isServerOf(cluster.pgdata, pid)) return true;
  return false;
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It ended by itself meanwhile, which is what was wanted.
  }
}
