import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { _electron, type ElectronApplication, type Page } from "@playwright/test";
import type { Locale } from "../../shared/words/catalogue.ts";
import { electronExecutable, inRepository, repositoryRoot } from "./repository.ts";

export interface TerminalOptions {
  readonly dataDir: string;
  readonly centralUrl: string;
  /** Values of `--reader`. */
  readonly readers: readonly string[];
  readonly locale: Locale;
  /** What Electron runs: the product's folder by default. */
  readonly entry?: string;
  /** Environment that shows a lab's devices; its reader host gets it. */
  readonly deviceEnv?: Readonly<Record<string, string>>;
  /** Environment of main beside its own. */
  readonly env?: Readonly<Record<string, string>>;
  /** Another program in place of Electron, which runs it: to start it as another account. */
  readonly executable?: string;
}

const closeTimeoutMs = 10_000;
const answerLimitMs = 500;

/** The real program under its real main entry, driven from outside through its window. */
export class Terminal {
  readonly app: ElectronApplication;
  readonly page: Page;
  #output = "";
  #isGone = false;

  private constructor(app: ElectronApplication, page: Page) {
    this.app = app;
    this.page = page;
    const child = app.process();
    for (const stream of [child.stdout, child.stderr])
      stream?.on("data", (text: Buffer) => {
        this.#output += text.toString();
      });
    child.once("exit", () => {
      this.#isGone = true;
    });
  }

  /** Starts it; resolves when the counter stands on screen. */
  static async launch(options: TerminalOptions): Promise<Terminal> {
    const app = await launchHeld({
      executablePath: options.executable ?? electronExecutable(),
      args: argsOf(options),
      chromiumSandbox: options.executable !== undefined || process.getuid?.() !== 0,
      env: envOf(options),
    });
    try {
      const page = await app.firstWindow();
      await page.locator(".counter").waitFor();
      return new Terminal(app, page);
    } catch (problem) {
      app.process().kill("SIGKILL");
      throw problem;
    }
  }

  get pid(): number {
    const { pid } = this.app.process();
    if (pid === undefined) throw new Error("the terminal is not running");
    return pid;
  }

  /** What it has written to its standard output and error. */
  get output(): string {
    return this.#output;
  }

  /** Process id of the reader host, or undefined while there is none. */
  async readerHostPid(): Promise<number | undefined> {
    return await this.app.evaluate(
      ({ app }) => app.getAppMetrics().find(({ name }) => name === "kalian-reader-host")?.pid,
    );
  }

  /** Process id of the page's process. */
  async rendererPid(): Promise<number> {
    return await this.app.evaluate(
      ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId() ?? 0,
    );
  }

  /** The screen's title, asked in main: also when the page's process has been replaced, which Playwright cannot follow. */
  async heading(): Promise<string> {
    return await this.app.evaluate(async ({ BrowserWindow }, patienceMs) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      const asked = contents?.executeJavaScript("document.querySelector('h1')?.textContent ?? ''");
      // A page that dies while it is asked never answers.
      const answer: unknown = await Promise.race([
        asked,
        new Promise((resolve) => setTimeout(resolve, patienceMs, "")),
      ]);
      return String(answer);
    }, answerLimitMs);
  }

  /** Kills main at once, as a power cut would. Resolves when it is gone. */
  async kill(): Promise<void> {
    const child = this.app.process();
    if (this.#isGone) return;
    const gone = once(child, "exit");
    child.kill("SIGKILL");
    await gone;
  }

  /** Resolves with the signal by which main ended, null when it ended by itself; rejects when it still runs after that time. */
  async untilDeath(withinMs: number): Promise<NodeJS.Signals | null> {
    const child = this.app.process();
    if (!this.#isGone) await once(child, "exit", { signal: AbortSignal.timeout(withinMs) });
    return child.signalCode;
  }

  /** Closes it as an operator would; kills it when it does not end. Idempotent. */
  async close(): Promise<void> {
    if (this.#isGone) return;
    const insist = setTimeout(() => void this.kill(), closeTimeoutMs);
    await this.app.close().catch(() => this.kill());
    clearTimeout(insist);
  }
}

/** Starts the program with these arguments and no wish about its windows: they may be another than the counter's. */
export async function startUndriven(dataDir: string, args: readonly string[]): Promise<ElectronApplication> {
  return await launchHeld({
    executablePath: electronExecutable(),
    args: [repositoryRoot, `--data-dir=${dataDir}`, ...args],
    chromiumSandbox: process.getuid?.() !== 0,
    env: envOf({ dataDir }),
  });
}

interface HeldLaunch {
  readonly executablePath: string;
  readonly args: readonly string[];
  readonly chromiumSandbox: boolean;
  readonly env: Record<string, string>;
}

/** Starts the program held before Electron is ready, attaches, and lets it go. */
async function launchHeld({ args, ...options }: HeldLaunch): Promise<ElectronApplication> {
  const app = await _electron.launch({
    ...options,
    args: ["-r", inRepository("e2e/harness/hold-ready.cjs"), ...args],
    cwd: repositoryRoot,
  });
  await app.evaluate(async () => {
    const mayStart: unknown = Reflect.get(globalThis, "kalianMayStart");
    if (typeof mayStart === "function") await mayStart();
  });
  return app;
}

/**
 * Starts the program without driving it, as a second one beside a running one. Resolves with how it ended. `ahead` is a file that main loads
 * before its own code.
 */
export async function startBeside(
  options: TerminalOptions,
  ahead?: string,
): Promise<{ readonly code: number | null; readonly says: string }> {
  const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const loads = ahead === undefined ? [] : ["-r", ahead];
  const child = spawn(electronExecutable(), [...loads, ...sandbox, ...argsOf(options)], {
    cwd: repositoryRoot,
    env: envOf(options),
    stdio: ["ignore", "ignore", "pipe"],
  });
  const insist = setTimeout(() => child.kill("SIGKILL"), closeTimeoutMs);
  let says = "";
  child.stderr.on("data", (text: Buffer) => {
    says += text.toString();
  });
  await once(child, "close");
  clearTimeout(insist);
  return { code: child.exitCode, says };
}

function argsOf(options: TerminalOptions): readonly string[] {
  return [
    options.entry ?? repositoryRoot,
    `--data-dir=${options.dataDir}`,
    `--central=${options.centralUrl}`,
    `--locale=${options.locale}`,
    ...options.readers.map((reader) => `--reader=${reader}`),
  ];
}

function envOf({
  dataDir,
  deviceEnv,
  env,
}: Pick<TerminalOptions, "dataDir" | "deviceEnv" | "env">): Record<string, string> {
  const own = Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  return {
    ...Object.fromEntries(own),
    ...env,
    DBUS_SESSION_BUS_ADDRESS: "disabled:",
    // The journal's key lies in the account's configuration folder: every test has its own.
    XDG_CONFIG_HOME: path.join(path.dirname(dataDir), "config"),
    ...(deviceEnv === undefined ? {} : { KALIAN_E2E_DEVICES: JSON.stringify(deviceEnv) }),
  };
}
