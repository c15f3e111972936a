import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import { Client, type ClientConfig } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { silentLog } from "../../testing/captured-log.ts";
import { openEmbeddedPostgres } from "./launcher.ts";
import { findProcessesOf, readPostmasterFile } from "./postmaster.ts";
import { withStartLock } from "./start-lock.ts";

let root: string;
/** A folder whose path is long and has what paths can have. Made by the first test that opens it, used by most. */
let dataDir: string;
beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), "kalian-launcher-"));
  dataDir = path.join(root, "a b", "卡联 “数据” $HOME 'x'", "x".repeat(120));
});
afterAll(() => {
  // A database that its account could not reach below `root` was made elsewhere.
  for (const made of [dataDir, path.join(root, "race")]) {
    const link = path.join(made, "database");
    if (existsSync(link)) rmSync(realpathSync(link), { recursive: true });
  }
  rmSync(root, { recursive: true, force: true });
});

const pgdataOf = (dataDir: string) => path.join(realpathSync(path.join(dataDir, "database")), "pgdata");
const pidOf = (dataDir: string) => readPostmasterFile(pgdataOf(dataDir))?.pid;
const openAt = (dataDir: string) => openEmbeddedPostgres(dataDir, silentLog);

async function ask(connection: ClientConfig, text: string): Promise<unknown> {
  const client = new Client({ ...connection, connectionTimeoutMillis: 2_000 });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return (await client.query<{ answer: unknown }>(text)).rows[0]?.answer;
  } finally {
    await client.end();
  }
}

/** Kills the server with everything it started. */
function killAll(dataDir: string): void {
  for (const pid of findProcessesOf(pgdataOf(dataDir))) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // Children of the server end by themselves once it is gone.
    }
  }
}

async function untilGone(dataDir: string): Promise<void> {
  while (findProcessesOf(pgdataOf(dataDir)).length > 0) await turn();
}

/** The account PostgreSQL runs as: it takes only numbers of its own account's processes for its own. */
function ownerOf(dataDir: string): { readonly uid: number; readonly gid: number } {
  const { uid, gid } = statSync(pgdataOf(dataDir));
  return { uid, gid };
}

/** Makes the files that a dead server left name another process, as if its number had been given out again. */
function giveNumberTo(dataDir: string, pid: number): void {
  const folder = realpathSync(path.join(dataDir, "database"));
  const socketFolder = readFileSync(path.join(folder, "socket-folder"), "utf8");
  for (const file of [path.join(folder, "pgdata", "postmaster.pid"), path.join(socketFolder, ".s.PGSQL.5432.lock")]) {
    const [, ...rest] = readFileSync(file, "utf8").split("\n");
    writeFileSync(file, [pid, ...rest].join("\n"));
  }
}

describe("embedded PostgreSQL", { timeout: 60_000 }, () => {
  it("starts in a folder with spaces and Chinese characters, whatever its length", async () => {
    const database = await openAt(dataDir);

    expect(await ask(database.connection, "select current_database() as answer")).toBe("kalian");
    expect(await ask(database.connection, "select current_setting('server_encoding') as answer")).toBe("UTF8");
    expect(await ask(database.connection, "select datlocale as answer from pg_database where datname = 'kalian'")).toBe(
      "C.UTF-8",
    );
    await database.close();
    expect(findProcessesOf(pgdataOf(dataDir))).toEqual([]);
  });

  it("lets nobody in without the password, which nobody else can read, and listens on no network", async () => {
    const database = await openAt(dataDir);

    const folder = realpathSync(path.join(dataDir, "database"));
    expect(statSync(path.join(folder, "password")).mode & 0o777).toBe(0o600);
    expect(statSync(path.join(folder, "pgdata")).mode & 0o777).toBe(0o700);
    expect(statSync(String(database.connection.host)).mode & 0o777).toBe(0o700);
    expect(readFileSync(path.join(folder, "pgdata", "pg_hba.conf"), "utf8")).not.toMatch(/^[^#]*\btrust\b/m);
    expect(await ask(database.connection, "select current_setting('listen_addresses') as answer")).toBe("");
    expect(await ask(database.connection, "select current_setting('data_checksums') as answer")).toBe("on");
    await expect(ask({ ...database.connection, password: "guess" }, "select 1")).rejects.toMatchObject({
      code: "28P01",
    });
    await database.close();
  });

  it("adopts a server that is alive, and stops it when the last user lets go", async () => {
    const first = await openAt(dataDir);
    const pid = pidOf(dataDir);

    const second = await openAt(dataDir);
    expect(second.connection).toEqual(first.connection);
    expect(pidOf(dataDir)).toBe(pid);

    await first.close();
    expect(await ask(second.connection, "select 1 as answer")).toBe(1);
    await second.close();
    expect(findProcessesOf(pgdataOf(dataDir))).toEqual([]);
  });

  it("answers everyone who opens it while others let go of it", async () => {
    const comeAndGo = async () => {
      for (let times = 0; times < 5; times += 1) {
        const database = await openAt(dataDir);
        expect(await ask(database.connection, "select 1 as answer")).toBe(1);
        await database.close();
      }
    };

    await Promise.all([comeAndGo(), comeAndGo(), comeAndGo()]);

    expect(findProcessesOf(pgdataOf(dataDir))).toEqual([]);
  });

  it("is one database when three starts make it at once", async () => {
    const dataDir = path.join(root, "race");

    const all = await Promise.all([openAt(dataDir), openAt(dataDir), openAt(dataDir)]);

    expect(new Set(all.map(({ connection }) => `${connection.host} ${String(connection.password)}`)).size).toBe(1);
    const identifiers = await Promise.all(
      all.map(({ connection }) => ask(connection, "select system_identifier as answer from pg_control_system()")),
    );
    expect(new Set(identifiers).size).toBe(1);
    for (const database of all) await database.close();
  });

  describe("after a crash", () => {
    /** Writes a row that is acknowledged; then server and workers are killed while their only user lets go. */
    async function crash(dataDir: string): Promise<void> {
      const database = await openAt(dataDir);
      await ask(database.connection, "create table if not exists kept as select 7 as answer");
      // Under the lock that closing takes: it finds the server dead, and does not tidy up after it.
      const closing = await withStartLock(pgdataOf(dataDir), Date.now() + 10_000, async () => {
        const closed = database.close();
        killAll(dataDir);
        await untilGone(dataDir);
        return { closed };
      });
      await closing.closed;
    }

    const keptAnswer = async (dataDir: string) => {
      const database = await openAt(dataDir);
      const answer = await ask(database.connection, "select answer from kept");
      await database.close();
      return answer;
    };

    it("starts again with every acknowledged row", async () => {
      await crash(dataDir);
      expect(existsSync(path.join(pgdataOf(dataDir), "postmaster.pid"))).toBe(true);
      expect(await keptAnswer(dataDir)).toBe(7);
    });

    it("starts again when the dead server's number has gone to a stranger", async () => {
      await crash(dataDir);
      const stranger = spawn("sleep", ["60"], { stdio: "ignore", cwd: "/", ...ownerOf(dataDir) });
      giveNumberTo(dataDir, stranger.pid ?? 0);
      expect(await keptAnswer(dataDir)).toBe(7);
      stranger.kill("SIGKILL");
    });

    it("starts again when the dead server is a zombie that nobody reaps", async () => {
      await crash(dataDir);
      // The child's number is said by cat, so that the shell, which would reap it, is cat by then and reaps nobody.
      const parent = spawn("bash", ["-c", "sleep 60 & child=$!; exec cat <(echo $child) -"], {
        stdio: ["pipe", "pipe", "ignore"],
        cwd: "/",
        ...ownerOf(dataDir),
      });
      const [line] = await once(parent.stdout, "data");
      const zombie = Number(line);
      process.kill(zombie, "SIGKILL");
      await expect.poll(() => readFileSync(`/proc/${zombie}/stat`, "utf8")).toContain(") Z ");
      giveNumberTo(dataDir, zombie);
      expect(await keptAnswer(dataDir)).toBe(7);
      parent.kill("SIGKILL");
    });

    it("makes the socket's folder again when it was tidied away", async () => {
      await crash(dataDir);
      const file = path.join(realpathSync(path.join(dataDir, "database")), "socket-folder");
      rmSync(readFileSync(file, "utf8"), { recursive: true });
      expect(await keptAnswer(dataDir)).toBe(7);
    });

    it("comes back by itself, at the same address, when it dies while in use", async () => {
      const database = await openAt(dataDir);
      const first = pidOf(dataDir);

      killAll(dataDir);
      rmSync(String(database.connection.host), { recursive: true });

      const deadline = Date.now() + 20_000;
      let answer: unknown;
      while (answer === undefined && Date.now() < deadline)
        answer = await ask(database.connection, "select 1 as answer").catch(() => undefined);
      expect(answer).toBe(1);
      expect(pidOf(dataDir)).not.toBe(first);
      await database.close();
      expect(findProcessesOf(pgdataOf(dataDir))).toEqual([]);
    });
  });

  it("is stopped also when it was frozen", async () => {
    const database = await openAt(dataDir);
    for (const pid of findProcessesOf(pgdataOf(dataDir))) process.kill(pid, "SIGSTOP");

    await database.close();

    expect(findProcessesOf(pgdataOf(dataDir))).toEqual([]);
  });
});
