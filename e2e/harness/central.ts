import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import * as z from "zod";
import { demoCredentials, LedgerItem, LedgerPage } from "../../shared/contracts/http.ts";
import { inRepository } from "./repository.ts";

const Ready = z.object({ ready: z.literal(true), url: z.string() });
const startTimeoutMs = 60_000;
const stopTimeoutMs = 15_000;

export type LedgerRow = z.infer<typeof LedgerItem>;

/** The central service in demo on its embedded database: the bundle that `npm start` runs. */
export class Central {
  readonly #dataDir: string;
  #child: ChildProcess | undefined;
  #port = 0;

  constructor(dataDir: string) {
    this.#dataDir = dataDir;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  get pid(): number {
    const pid = this.#child?.pid;
    if (pid === undefined) throw new Error("the service is not running");
    return pid;
  }

  /** Starts it, at the same port as before when it ran already. Resolves when it answers. */
  async start(): Promise<void> {
    const args = [inRepository("dist/central/server.mjs"), "--demo", "--data-dir", this.#dataDir, "--port", String(this.#port)];
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"], env: withoutPreload() });
    this.#child = child;
    const complaint: string[] = [];
    child.stderr.on("data", (text: Buffer) => complaint.push(text.toString()));
    const line = await firstLine(child, () => complaint.join("").slice(-2000));
    this.#port = Number(new URL(Ready.parse(JSON.parse(line)).url).port);
  }

  /** Ends the service at once; its database stays alive, as after a crash. */
  async kill(): Promise<void> {
    await this.#end("SIGKILL");
  }

  /** Ends service and database in order. Idempotent. */
  async stop(): Promise<void> {
    if (this.#child === undefined) return;
    await this.#end("SIGTERM");
  }

  /** Every row of today's ledger of the demo terminal, oldest first. */
  async ledger(day = today()): Promise<readonly LedgerRow[]> {
    const rows: LedgerRow[] = [];
    let cursor: string | null = null;
    do {
      const query = new URLSearchParams({ terminal: demoCredentials.terminalId, day, ...(cursor === null ? {} : { cursor }) });
      const reply = await fetch(`${this.url}/v1/associations?${query.toString()}`, {
        headers: { authorization: `Bearer ${demoCredentials.token}` },
      });
      if (!reply.ok) throw new Error(`the ledger could not be listed: ${reply.status} ${await reply.text()}`);
      const page = LedgerPage.parse(await reply.json());
      rows.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== null);
    return rows;
  }

  async #end(signal: "SIGKILL" | "SIGTERM"): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child === undefined || child.exitCode !== null) return;
    const exited = once(child, "exit", { signal: AbortSignal.timeout(stopTimeoutMs) });
    child.kill(signal);
    await exited.catch(() => child.kill("SIGKILL"));
  }
}

/** The region's calendar day now. */
export function today(): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" }).format(new Date());
}

async function firstLine(child: ChildProcess, complaint: () => string): Promise<string> {
  const { stdout } = child;
  if (stdout === null) throw new Error("the service has no standard output");
  return await new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`the service did not start in time: ${complaint()}`)), startTimeoutMs);
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

// The virtual devices are for the terminal alone.
function withoutPreload(): NodeJS.ProcessEnv {
  const { LD_PRELOAD: _preload, ...env } = process.env;
  return env;
}
