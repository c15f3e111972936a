import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { chmod } from "node:fs/promises";
import path from "node:path";
import type { Readable } from "node:stream";
import { type Browser, chromium, type Page } from "@playwright/test";
import * as z from "zod";
import { programAsOrdinaryAccount } from "./ordinary-account.ts";
import { type Package, packagedProgram } from "./package-files.ts";
import { until } from "./processes.ts";

const endTimeoutMs = 10_000;
const startTimeoutMs = 20_000;
const debuggerLine = /^DevTools listening on (ws:\/\/\S+)/m;
const Targets = z.array(z.object({ type: z.string(), url: z.string() }));

/** How a program ended, and what it said on standard error. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly says: string;
}

/** A packaged program that an ordinary account can start, with a data folder that it may write. */
export interface InstalledProgram {
  readonly program: string;
  readonly dataDir: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Puts a packaged program where an ordinary account reaches it; in a folder of the test's own. */
export async function installPackage(which: Package, folder: string): Promise<InstalledProgram> {
  await chmod(folder, 0o777);
  const built = packagedProgram(which);
  return {
    program: (await programAsOrdinaryAccount(folder, built)) ?? built,
    dataDir: path.join(folder, "data"),
    env: { DBUS_SESSION_BUS_ADDRESS: "disabled:", XDG_CONFIG_HOME: path.join(folder, "config") },
  };
}

/** Starts it with these arguments and waits for its end, which the test expects at once. */
export async function runToItsEnd(
  { program, dataDir, env }: InstalledProgram,
  args: readonly string[],
  moreEnv: Readonly<Record<string, string>> = {},
): Promise<Ending> {
  const terminal = PackagedTerminal.start({ program, dataDir, env: { ...env, ...moreEnv } }, args);
  return await terminal.ending(endTimeoutMs);
}

/** A running packaged program. */
export class PackagedTerminal {
  readonly #child: ChildProcessByStdio<null, Readable, Readable>;
  readonly #dataDir: string;
  readonly #closed: Promise<unknown>;
  #says = "";
  #browser: Browser | undefined;

  private constructor(child: ChildProcessByStdio<null, Readable, Readable>, dataDir: string) {
    this.#child = child;
    this.#dataDir = dataDir;
    this.#closed = once(child, "close");
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (text: Buffer) => {
        this.#says += text.toString();
      });
  }

  static start({ program, dataDir, env }: InstalledProgram, args: readonly string[]): PackagedTerminal {
    const child = spawn(program, [`--data-dir=${dataDir}`, ...args], {
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    return new PackagedTerminal(child, dataDir);
  }

  get says(): string {
    return this.#says;
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** Resolves when it has logged this event. */
  async untilLogged(event: string): Promise<void> {
    const file = path.join(this.#dataDir, "log", "terminal.log");
    const isLogged = (): boolean => existsSync(file) && readFileSync(file, "utf8").includes(`"event":"${event}"`);
    await until(isLogged, `"${event}" was not logged`, startTimeoutMs);
  }

  /** Resolves when it has said this; its text is what the first group caught. */
  async untilSays(pattern: RegExp): Promise<string> {
    await until(() => pattern.test(this.#says), `${pattern.source} was not said`, startTimeoutMs);
    return pattern.exec(this.#says)?.[1] ?? "";
  }

  /** Its processes of one kind: `renderer`, `utility` … */
  processes(kind: string): readonly number[] {
    return readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
      .filter((pid) => readProc(pid, "cmdline").includes(`--type=${kind}`) && isBelow(pid, this.pid));
  }

  /** The counter's page, of a program that lets tests in. Resolves when the counter stands on it. */
  async drive(): Promise<Page> {
    const address = await this.untilSays(debuggerLine);
    await untilPageIsThere(new URL(address).host);
    this.#browser = await chromium.connectOverCDP(address, { noDefaults: true, isLocal: true });
    const page = this.#browser.contexts()[0]?.pages()[0];
    if (page === undefined) throw new Error("the program has no page");
    await page.locator(".counter").waitFor();
    return page;
  }

  /** How it ended; it is killed when it still runs after that time. */
  async ending(withinMs: number): Promise<Ending> {
    const insist = setTimeout(() => this.#child.kill("SIGKILL"), withinMs);
    await this.#closed;
    clearTimeout(insist);
    return { code: this.#child.exitCode, signal: this.#child.signalCode, says: this.#says };
  }

  /** Asks it to end, as a system does that shuts down. Idempotent. */
  async close(): Promise<Ending> {
    await this.#browser?.close().catch(() => undefined);
    this.#child.kill("SIGTERM");
    return await this.ending(endTimeoutMs);
  }
}

/** A page that appears while a driver attaches is not seen by it. */
async function untilPageIsThere(host: string): Promise<void> {
  let isThere = false;
  const look = async (): Promise<void> => {
    const targets = Targets.parse(await (await fetch(`http://${host}/json/list`)).json());
    isThere = targets.some(({ type, url }) => type === "page" && url.endsWith("/renderer/index.html"));
  };
  const asking = setInterval(() => void look().catch(() => undefined), 50);
  await until(() => isThere, "the page did not appear", startTimeoutMs).finally(() => clearInterval(asking));
}

function isBelow(pid: number, ancestor: number): boolean {
  for (let at = pid; at > 1; at = parentOf(at)) if (at === ancestor) return true;
  return false;
}

function parentOf(pid: number): number {
  return Number(/^PPid:\s*(\d+)/m.exec(readProc(pid, "status"))?.[1] ?? 0);
}

function readProc(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, "utf8");
  } catch {
    // It has ended meanwhile.
    return "";
  }
}
