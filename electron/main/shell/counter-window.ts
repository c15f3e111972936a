import path from "node:path";
import { type BrowserWindow, screen } from "electron";
import type { Timers } from "../../../shared/basics/timers.ts";
import type { CounterPush, CounterPushName } from "../../../shared/contracts/ipc.ts";
import { pushChannel } from "../../../shared/contracts/ipc-names.ts";
import { pushTo } from "../ipc/push.ts";
import { pageUrl, type TrustedPage } from "../ipc/sender-guard.ts";
import { createWindow } from "./create-window.ts";
import { PageRevival } from "./page-revival.ts";

/** Smallest counter that is drawn without scrolling: a 1366×768 screen at 125 %. */
const smallest = { minWidth: 1000, minHeight: 560 };
const designed = { width: 1366, height: 768 };
export interface CounterWindowOptions {
  readonly distDir: string;
  readonly devServerUrl: string | undefined;
  readonly timers: Timers;
  readonly onPageLost: (reason: string) => void;
  /** Told once: the page keeps dying, and is not loaded again. */
  readonly onPageGivenUp: () => void;
}

/** The counter's one window: loads the page, shows it at its first paint, reloads it if its process dies. */
export class CounterWindow {
  readonly #window: BrowserWindow;
  readonly #page: string;
  readonly #devServerUrl: string | undefined;
  /** From the moment it was told to close. Its page may be gone before it is, and Electron ends with a crash when such a window is shown. */
  #isClosing = false;

  constructor(options: CounterWindowOptions) {
    this.#window = createWindow({
      title: "卡联",
      ...smallest,
      ...fitting(),
      preloadFile: path.join(options.distDir, "electron", "preload-counter.cjs"),
    });
    this.#window.once("close", () => {
      this.#isClosing = true;
    });
    this.#page = path.join(options.distDir, "renderer", "index.html");
    this.#devServerUrl = options.devServerUrl;
    const revival = new PageRevival({
      timers: options.timers,
      load: () => this.load(),
      onLost: options.onPageLost,
      onGivenUp: options.onPageGivenUp,
    });
    this.#window.webContents.on("render-process-gone", (_event, { reason }) => revival.lost(reason));
    this.#window.once("closed", () => revival.stop());
  }

  /** Says whose counter it is. */
  entitle(title: string): void {
    if (!this.#isGoing()) this.#window.setTitle(title);
  }

  /** Resolves when the page is painted and shown, or the window is closed before; rejects when the page does not load. */
  async open(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#window.once("closed", () => resolve()));
    const painted = new Promise<void>((resolve) => this.#window.once("ready-to-show", () => resolve()));
    await Promise.race([Promise.all([this.#loadUnlessClosing(), painted]), closed]);
    if (!this.#isGoing()) this.#window.show();
  }

  async load(): Promise<void> {
    const url = this.#devServerUrl;
    await (url === undefined ? this.#window.loadFile(this.#page) : this.#window.loadURL(url));
  }

  /** Closing ends a load under way with an error of its own, which tells nobody anything. */
  async #loadUnlessClosing(): Promise<void> {
    try {
      await this.load();
    } catch (error) {
      if (!this.#isGoing()) throw error;
    }
  }

  #isGoing(): boolean {
    return this.#isClosing || this.#window.isDestroyed();
  }

  /** Who may send intents; undefined once the window is gone. */
  trusted(): TrustedPage | undefined {
    if (this.#window.isDestroyed()) return undefined;
    const url = this.#devServerUrl ?? pageUrl(this.#page);
    return { webContentsId: this.#window.webContents.id, url };
  }

  push<Name extends CounterPushName>(name: Name, value: CounterPush<Name>): void {
    if (!this.#isGoing()) pushTo(this.#window, pushChannel(name), value);
  }

  /** Takes it away, as if it had never been there. */
  discard(): void {
    this.#window.destroy();
  }

  /** Brings it to the front, for a second start of the program. */
  focus(): void {
    if (this.#isGoing()) return;
    if (this.#window.isMinimized()) this.#window.restore();
    this.#window.focus();
  }
}

function fitting(): { readonly width: number; readonly height: number } {
  const { width, height } = screen.getPrimaryDisplay().workAreaSize;
  return { width: Math.min(width, designed.width), height: Math.min(height, designed.height) };
}
