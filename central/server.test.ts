import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { uuidv7 } from "uuidv7";
import { build } from "vite";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { associationPath, demoCredentials, paths, ServiceDescription } from "../shared/contracts/http.ts";
import { findProcessesOf } from "./platform/embedded-postgres/postmaster.ts";
import { findUpwards } from "./platform/find-upwards.ts";
import { spareCards } from "./seed/spare-cards.ts";
import { stockCards } from "./seed/stock-cards.ts";
import { sealText } from "./testing/seal-text.ts";

const nodeModules = findUpwards("node_modules");
const bundle = path.join(nodeModules, ".cache", `kalian-central-server-${process.pid}`);
let root: string;
let dataDir: string;
const running = new Set<ChildProcess>();

beforeAll(async () => {
  root = mkdtempSync(path.join(tmpdir(), "kalian-server-"));
  dataDir = path.join(root, "a b", "卡联");
  const entries = Object.fromEntries(
    ["server", "cli"].map((name) => [name, path.join(nodeModules, "../central", `${name}.ts`)]),
  );
  await build({
    configFile: false,
    logLevel: "warn",
    publicDir: false,
    build: {
      ssr: true,
      outDir: bundle,
      emptyOutDir: true,
      target: "node18",
      rolldownOptions: {
        input: entries,
        external: (id) => !id.startsWith(".") && !path.isAbsolute(id),
        output: { format: "esm", entryFileNames: "[name].mjs" },
      },
    },
  });
  cpSync(findUpwards("migrations"), path.join(bundle, "migrations"), { recursive: true });
});
afterEach(async () => {
  for (const child of running) await stop(child, "SIGTERM");
});
afterAll(() => {
  const link = path.join(dataDir, "database");
  if (existsSync(link)) rmSync(realpathSync(link), { recursive: true });
  rmSync(root, { recursive: true, force: true });
  rmSync(bundle, { recursive: true, force: true });
});

interface Started {
  readonly url: string;
  readonly child: ChildProcess;
}

async function start(...extra: readonly string[]): Promise<Started> {
  const args = ["--data-dir", dataDir, "--port", "0", "--demo", ...extra];
  const child = spawn(process.execPath, [path.join(bundle, "server.mjs"), ...args], {
    stdio: ["ignore", "pipe", "ignore"],
    env: { ...process.env, DATABASE_URL: "" },
  });
  running.add(child);
  const [line] = await once(createInterface({ input: child.stdout }), "line");
  const ready = JSON.parse(String(line));
  expect(ready).toEqual({
    ready: true,
    url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
    environment: "demo",
  });
  return { url: ready.url, child };
}

async function runCli(...args: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, [path.join(bundle, "cli.mjs"), ...args, "--data-dir", dataDir, "--demo"], {
    stdio: ["ignore", "pipe", "ignore"],
    env: { ...process.env, DATABASE_URL: "" },
  });
  const parts: Buffer[] = [];
  child.stdout.on("data", (part: Buffer) => parts.push(part));
  const [code] = await once(child, "close");
  expect(code).toBe(0);
  return Buffer.concat(parts).toString("utf8");
}

/** A database process ends by itself when another one is killed first. */
function killIfThere(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (gone) {
    expect(gone).toMatchObject({ code: "ESRCH" });
  }
}

async function stop(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  running.delete(child);
  const exited = once(child, "exit");
  child.kill(signal);
  const [code] = await exited;
  return typeof code === "number" ? code : null;
}

const databaseProcesses = () => findProcessesOf(path.join(realpathSync(path.join(dataDir, "database")), "pgdata"));

async function ask(url: string, address: string, init: RequestInit = {}): Promise<{ status: number; body: string }> {
  const headers = { authorization: `Bearer ${demoCredentials.token}`, "content-type": "application/json" };
  const reply = await fetch(`${url}${address}`, { headers, ...init });
  return { status: reply.status, body: await reply.text() };
}

async function associate(url: string, card: { cardNumber: string; track2: string | null }, entryId: string = uuidv7()) {
  return await ask(url, associationPath(entryId), { method: "PUT", body: JSON.stringify(await bodyFor(url, card)) });
}

async function bodyFor(url: string, { cardNumber, track2 }: { cardNumber: string; track2: string | null }) {
  const { sealingKey } = ServiceDescription.parse(JSON.parse((await ask(url, paths.service)).body));
  const text = track2?.slice(1, -1);
  const seal = async (value: string) => await sealText(sealingKey, value);
  const keyOf = async (key: string) => {
    if (/^\d{16,19}=/.test(key))
      return { kind: "bankNumber", sealed: await seal(key.split("=")[0] ?? ""), lastFour: "0000" };
    if (/^\d{18}$/.test(key)) return { kind: "personId", sealed: await seal(key), lastFour: key.slice(-4) };
    return key.length === 9 ? { kind: "cardNumber", cardNumber: key } : { kind: "unknown", sealed: await seal(key) };
  };
  const medium =
    text === undefined
      ? { kind: "none", reason: "stripe-damaged" }
      : { kind: "stripe", key: await keyOf(text), authenticated: false };
  return {
    cardNumber,
    numberCheck: "fits",
    medium,
    proof: { kind: "holderCompared" },
    operatorId: demoCredentials.operatorId,
    lookUpId: null,
    madeAt: "2026-03-12T01:41:22.000Z",
  };
}

const spare = (index: number) => spareCards[index] ?? { cardNumber: "", track2: null };

describe("server --demo", { timeout: 120_000 }, () => {
  it("says one line when it is ready, and ends on SIGTERM with its database", async () => {
    const { url, child } = await start();

    expect(JSON.parse((await ask(url, paths.service)).body)).toMatchObject({
      environment: "demo",
      regionCode: "320100",
    });
    expect((await ask(url, paths.ready)).status).toBe(200);
    expect(await stop(child, "SIGTERM")).toBe(0);
    expect(databaseProcesses()).toEqual([]);
  });

  it("shows with every stock card what the card was made for", async () => {
    const { url } = await start();
    const outcomes = [];
    for (const card of stockCards) {
      const { body } = await associate(url, card);
      const reply = JSON.parse(body);
      outcomes.push({ purpose: card.purpose, comesTo: reply.outcome ?? reply.code });
    }
    expect(outcomes).toEqual(stockCards.map(({ purpose, expects }) => ({ purpose, comesTo: expects })));
  });

  it("keeps what it acknowledged when it is killed, and adopts the database that lived on", async () => {
    const first = await start();
    const entryId = uuidv7();
    const made = await associate(first.url, spare(0), entryId);
    await stop(first.child, "SIGKILL");
    const survivors = databaseProcesses();

    const second = await start();
    const found = await ask(second.url, associationPath(entryId));

    expect([made.status, found.status, found.body]).toEqual([201, 200, made.body]);
    expect(survivors.length).toBeGreaterThan(0);
    expect(databaseProcesses()).toEqual(expect.arrayContaining([Math.min(...survivors)]));
    expect(await stop(second.child, "SIGINT")).toBe(0);
    expect(databaseProcesses()).toEqual([]);
  });

  it("keeps what it acknowledged when everything is killed", async () => {
    const first = await start();
    const entryId = uuidv7();
    const made = await associate(first.url, spare(1), entryId);
    const service = stop(first.child, "SIGKILL");
    for (const pid of databaseProcesses()) killIfThere(pid);
    await service;

    const second = await start();
    const found = await ask(second.url, associationPath(entryId));

    expect([made.status, found.status, found.body]).toEqual([201, 200, made.body]);
  });

  it("answers in time while its database is frozen, and as before when it thaws", async () => {
    const { url } = await start();
    const entryId = uuidv7();
    const body = JSON.stringify(await bodyFor(url, spare(2)));
    const send = () => ask(url, associationPath(entryId), { method: "PUT", body });
    // The terminal and the operator are known, and a connection is open: only the statement itself will hang.
    await ask(url, associationPath(uuidv7()));
    const frozen = databaseProcesses();
    for (const pid of frozen) process.kill(pid, "SIGSTOP");

    const startedAt = performance.now();
    const replies = await Promise.all([
      send(),
      send(),
      send(),
      ask(url, associationPath(entryId)),
      ask(url, paths.ready),
    ]);
    const tookMs = performance.now() - startedAt;
    for (const pid of frozen) process.kill(pid, "SIGCONT");

    expect(replies.map((reply) => [reply.status, JSON.parse(reply.body).code])).toEqual(
      replies.map(() => [503, "service/database-away"]),
    );
    // A statement has 3 s; the rest is for a busy machine.
    expect(tookMs).toBeLessThan(4_000);
    expect((await ask(url, paths.health)).status).toBe(200);
    const settled = await send();
    const again = await send();
    expect([200, 201]).toContain(settled.status);
    expect([again.status, again.body]).toEqual([200, settled.body]);
  });

  it("shares its database with the command line, which reports a card lost and lists the day", async () => {
    const { url } = await start();
    const made = await associate(url, spare(3));
    const day = JSON.parse(made.body).businessDay;

    const changed = await runCli("card-state", "--number", spare(3).cardNumber, "--state", "2");
    const late = await associate(url, spare(3));
    const listed = await runCli("ledger", "--day", day);

    expect(JSON.parse(changed)).toEqual({ kind: "changed", released: true });
    expect(JSON.parse(late.body).code).toBe("refused/lost");
    const lines = listed
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines.slice(-2)).toMatchObject([
      { terminalId: "demo-03", outcome: "confirmed", code: null },
      { terminalId: "demo-03", outcome: "refused", code: "refused/lost" },
    ]);
    expect(listed).not.toContain(spare(3).cardNumber);
    expect((await ask(url, paths.ready)).status).toBe(200);
  });

  it("refuses to be reachable, and to run in production on its own database", async () => {
    for (const args of [["--demo", "--host", "0.0.0.0"], []]) {
      const child = spawn(
        process.execPath,
        [path.join(bundle, "server.mjs"), "--data-dir", path.join(root, "no"), ...args],
        {
          stdio: "ignore",
          env: { ...process.env, DATABASE_URL: "" },
        },
      );
      const [code] = await once(child, "exit");
      expect(code).toBe(2);
    }
    expect(existsSync(path.join(root, "no"))).toBe(false);
  });

  it("does not open its data folder with other keys", async () => {
    const { child } = await start();
    await stop(child, "SIGTERM");
    const keys = path.join(dataDir, "keys.json");
    cpSync(keys, `${keys}.kept`);
    rmSync(keys);

    const wrong = spawn(
      process.execPath,
      [path.join(bundle, "server.mjs"), "--data-dir", dataDir, "--port", "0", "--demo"],
      {
        stdio: ["ignore", "ignore", "pipe"],
        env: { ...process.env, DATABASE_URL: "" },
      },
    );
    const said: string[] = [];
    wrong.stderr.on("data", (part: Buffer) => said.push(part.toString("utf8")));
    const [code] = await once(wrong, "exit");
    cpSync(`${keys}.kept`, keys);

    expect(code).toBe(1);
    expect(said.join("")).toContain("written with other keys");
    expect(databaseProcesses()).toEqual([]);
  });
});
