import { _electron, type ElectronApplication, type Page } from "@playwright/test";
import { once } from "node:events";
import { electronExecutable, repositoryRoot } from "./repository.ts";

export interface TerminalOptions {
  readonly dataDir: string;
  readonly centralUrl: string;
  /** Values of `--reader`; the virtual readers are found by themselves by default. */
  readonly readers?: readonly string[];
  readonly locale?: "zh-CN" | "en";
  /** Environment of the lab whose devices the terminal is to see. */
  readonly labEnv?: Readonly<Record<string, string>>;
  readonly config?: string;
}

/** The real program under its real main entry, driven from outside through its window. */
export class Terminal {
  readonly app: ElectronApplication;
  readonly page: Page;

  private constructor(app: ElectronApplication, page: Page) {
    this.app = app;
    this.page = page;
  }

  /** Starts it; resolves when the counter stands on screen. */
  static async launch(options: TerminalOptions): Promise<Terminal> {
    const app = await _electron.launch({
      executablePath: electronExecutable(),
      args: [...argsOf(options)],
      cwd: repositoryRoot,
      chromiumSandbox: process.getuid?.() !== 0,
      env: { ...definedEnv(), DBUS_SESSION_BUS_ADDRESS: "disabled:", ...options.labEnv },
    });
    const page = await app.firstWindow();
    await page.locator(".counter").waitFor();
    return new Terminal(app, page);
  }

  get pid(): number {
    const { pid } = this.app.process();
    if (pid === undefined) throw new Error("the terminal is not running");
    return pid;
  }

  /** Process id of the reader host, or undefined while there is none. */
  async readerHostPid(): Promise<number | undefined> {
    return await this.app.evaluate(
      ({ app }) => app.getAppMetrics().find((metric) => metric.type === "Utility" && metric.name === "Kalian reader host")?.pid,
    );
  }

  /** Kills main at once, as a power cut would. Resolves when it is gone. */
  async kill(): Promise<void> {
    const gone = once(this.app.process(), "exit");
    this.app.process().kill("SIGKILL");
    await gone;
  }

  /** Closes it as an operator would. */
  async close(): Promise<void> {
    await this.app.close();
  }
}

function argsOf(options: TerminalOptions): readonly string[] {
  return [
    repositoryRoot,
    `--data-dir=${options.dataDir}`,
    `--central=${options.centralUrl}`,
    `--locale=${options.locale ?? "zh-CN"}`,
    ...(options.readers ?? ["auto"]).map((reader) => `--reader=${reader}`),
    ...(options.config === undefined ? [] : [`--config=${options.config}`]),
  ];
}

function definedEnv(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

