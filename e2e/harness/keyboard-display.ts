import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { promisify } from "node:util";

const run = promisify(execFile);
/** A person's pace: what comes faster is taken for a reader that acts as a keyboard. */
const betweenKeysMs = 130;
const toolTimeoutMs = 15_000;

/** A screen of its own with a keyboard, so that real key events reach the program under test and nothing else on this machine. */
export class KeyboardDisplay {
  readonly name: string;
  readonly #server: ChildProcess;

  private constructor(server: ChildProcess, name: string) {
    this.#server = server;
    this.name = name;
  }

  static async open(): Promise<KeyboardDisplay> {
    const args = ["-displayfd", "1", "-screen", "0", "1366x768x24", "-nolisten", "tcp", "-noreset"];
    const server = spawn("Xvfb", args, { stdio: ["ignore", "pipe", "ignore"] });
    const [number] = await once(server.stdout, "data");
    return new KeyboardDisplay(server, `:${String(number).trim()}`);
  }

  /** Gives the keys to the window with this text in its title. Resolves when it is there. */
  async focus(title: string): Promise<void> {
    await this.#tool(["search", "--sync", "--onlyvisible", "--name", title, "windowfocus", "--sync"]);
  }

  async type(text: string): Promise<void> {
    await this.#tool(["type", "--delay", String(betweenKeysMs), text]);
  }

  /** Presses a key, or several together, by their names in X (`Return`, `ctrl+a`). */
  async press(keys: string): Promise<void> {
    await this.#tool(["key", keys]);
  }

  async close(): Promise<void> {
    const gone = once(this.#server, "exit");
    this.#server.kill("SIGTERM");
    await gone;
  }

  async #tool(args: readonly string[]): Promise<void> {
    await run("xdotool", args, { env: { ...process.env, DISPLAY: this.name }, timeout: toolTimeoutMs });
  }
}
