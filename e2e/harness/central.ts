import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import path from "node:path";
import { createInterface } from "node:readline";
import * as z from "zod";
import { demoCredentials, type LedgerItem, LedgerPage } from "../../shared/contracts/http.ts";
import { processesIn, signal, until } from "./processes.ts";
import { inRepository } from "./repository.ts";

const Ready = z.object({ ready: z.literal(true), url: z.string() });
const startTimeoutMs = 60_000;
const stopTimeoutMs = 15_000;
const databaseStopMs = 5_000;

export type LedgerRow = z.infer<typeof LedgerItem>;

/** The central service in demo on its embedded database: the bundle that `npm start` runs. */
export class Central {
  readonly #dataDir: string;
  #child: ChildProcess | undefined;
  #port = 0;
  #log = "";

  constructor(dataDir: string) {
    this.#dataDir = dataDir;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  get isRunning(): boolean {
    return this.#child !== undefined;
  }

  /** All that it has said on standard error, over all its runs. */
  get log(): string {
    return this.#log;
  }

  /** Where its database's own files lie. */
  get databaseFolder(): string {
    return path.join(this.#dataDir, "database");
  }

  /** Starts it, at the same port as before when it ran already. Resolves when it answers. */
  async start(): Promise<void> {
    const dataArgs = ["--demo", "--data-dir", this.#dataDir, "--port", String(this.#port)];
    const child = spawn(process.execPath, [inRepository("dist/central/server.mjs"), ...dataArgs], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#child = child;
    const from = this.#log.length;
    child.stderr.on("data", (text: Buffer) => {
      this.#log += text.toString();
    });
    const line = await firstLine(child, () => this.#log.slice(from).slice(-2000));
    this.#port = Number(new URL(Ready.parse(JSON.parse(line)).url).port);
  }

  /** Ends the service at once; its database stays alive, as after a crash. */
  async kill(): Promise<void> {
    await this.#end("SIGKILL");
  }

  /** Ends service and database in order, also a database that a killed service left behind. Idempotent. */
  async stop(): Promise<void> {
    this.resumeDatabase();
    await this.#end("SIGTERM");
    await this.#endDatabase();
    const socketFolder = readIfThere(path.join(this.databaseFolder, "socket-folder"));
    if (socketFolder !== undefined) await rm(socketFolder, { recursive: true, force: true });
  }

  /** Last resort while this process ends: asks service and database to end, without waiting. */
  endNow(): void {
    this.resumeDatabase();
    this.#child?.kill("SIGTERM");
    if (this.#child === undefined) this.#signalPostmaster("SIGINT");
  }

  /** The database stands still: it keeps its connections and answers nothing. */
  stopDatabase(): void {
    for (const pid of this.#databaseProcesses()) signal(pid, "SIGSTOP");
  }

  resumeDatabase(): void {
    for (const pid of this.#databaseProcesses()) signal(pid, "SIGCONT");
  }

  /** Every row of one day's ledger of the demo terminal, oldest first. */
  async ledger(day = today()): Promise<readonly LedgerRow[]> {
    const rows: LedgerRow[] = [];
    let cursor: string | null = null;
    do {
      const page: z.infer<typeof LedgerPage> = await this.#ledgerPage(day, cursor);
      rows.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== null);
    return rows;
  }

  async #ledgerPage(day: string, cursor: string | null): Promise<z.infer<typeof LedgerPage>> {
    const query = new URLSearchParams({
      terminal: demoCredentials.terminalId,
      day,
      ...(cursor === null ? {} : { cursor }),
    });
    const reply = await fetch(`${this.url}/v1/associations?${query.toString()}`, {
      headers: { authorization: `Bearer ${demoCredentials.token}` },
    });
    if (!reply.ok) throw new Error(`the ledger could not be listed: ${reply.status} ${await reply.text()}`);
    return LedgerPage.parse(await reply.json());
  }

  async #end(name: "SIGKILL" | "SIGTERM"): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, "exit");
    const insist = setTimeout(() => child.kill("SIGKILL"), stopTimeoutMs);
    child.kill(name);
    await exited;
    clearTimeout(insist);
  }

  async #endDatabase(): Promise<void> {
    const isGone = (): boolean => this.#databaseProcesses().length === 0;
    if (isGone()) return;
    this.#signalPostmaster("SIGINT");
    await until(isGone, "the database did not stop", databaseStopMs).catch(() => {
      for (const pid of this.#databaseProcesses()) signal(pid, "SIGKILL");
    });
  }

  #signalPostmaster(name: NodeJS.Signals): void {
    const pid = Number(readIfThere(path.join(this.databaseFolder, "pgdata/postmaster.pid"))?.split("\n")[0]);
    // A number in a file proves nothing; what works in the folder is the server.
    if (this.#databaseProcesses().includes(pid)) signal(pid, name);
  }

  #databaseProcesses(): readonly number[] {
    return processesIn(path.join(this.databaseFolder, "pgdata"));
  }
}

/** The region's calendar day now. */
export function today(): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" }).format(new Date());
}

function readIfThere(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

async function firstLine(child: ChildProcess, complaint: () => string): Promise<string> {
  const { stdout } = child;
  if (stdout === null) throw new Error("the service has no standard output");
  return await new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`the service did not start in time: ${complaint()}`)),
      startTimeoutMs,
    );
    createInterface({ input: stdout }).once("line", (line) => {
      clearTimeout(timer);
      resolve(line);
    });
    child.once("exit", (code) => {
      clearTimeout(timer);
      reject(new Error(`the service ended with ${code}: ${complaint()}`));
    });
  });
}
