import path from "node:path";
import { type BrowserWindow, screen } from "electron";
import type { CounterPush, CounterPushName } from "../../../shared/contracts/ipc.ts";
import { pushChannel } from "../../../shared/contracts/ipc-names.ts";
import { pushTo } from "../ipc/push.ts";
import { pageUrl, type TrustedPage } from "../ipc/sender-guard.ts";
import { createWindow } from "./create-window.ts";

/** Smallest counter that is drawn without scrolling: a 1366×768 screen at 125 %. */
const smallest = { minWidth: 1000, minHeight: 560 };
const designed = { width: 1366, height: 768 };
/** A page that keeps dying is a defect to report, not to restart for ever. */
const maxReloads = 5;

export interface CounterWindowOptions {
  readonly distDir: string;
  readonly title: string;
  readonly devServerUrl: string | undefined;
  readonly onPageLost: (reason: string) => void;
}

/** The counter's one window: loads the page, shows it at its first paint, reloads it if its process dies. */
export class CounterWindow {
  readonly #window: BrowserWindow;
  readonly #page: string;
  readonly #devServerUrl: string | undefined;
  #reloads = 0;

  constructor(options: CounterWindowOptions) {
    this.#window = createWindow({
      title: options.title,
      ...smallest,
      ...fitting(),
      preloadFile: path.join(options.distDir, "electron", "preload-counter.cjs"),
    });
    this.#page = path.join(options.distDir, "renderer", "index.html");
    this.#devServerUrl = options.devServerUrl;
    this.#window.webContents.on("render-process-gone", (_event, details) => {
      options.onPageLost(details.reason);
      this.#reloads += 1;
      // The work lives in main: the new page asks for the snapshots and is where the old one was.
      // Later, not from inside the event: Chromium is still taking the dead process apart.
      if (this.#reloads <= maxReloads) setImmediate(() => this.#reload(options.onPageLost));
    });
  }

  /** Resolves when the page is painted and shown. */
  async open(): Promise<void> {
    const painted = new Promise<void>((resolve) => this.#window.once("ready-to-show", () => resolve()));
    await this.load();
    await painted;
    this.#window.show();
  }

  #reload(onPageLost: (reason: string) => void): void {
    if (this.#window.isDestroyed()) return;
    this.load().catch(() => onPageLost("did-not-load"));
  }

  async load(): Promise<void> {
    const url = this.#devServerUrl;
    await (url === undefined ? this.#window.loadFile(this.#page) : this.#window.loadURL(url));
  }

  /** Who may send intents; undefined once the window is gone. */
  trusted(): TrustedPage | undefined {
    if (this.#window.isDestroyed()) return undefined;
    const url = this.#devServerUrl ?? pageUrl(this.#page);
    return { webContentsId: this.#window.webContents.id, url };
  }

  push<Name extends CounterPushName>(name: Name, value: CounterPush<Name>): void {
    pushTo(this.#window, pushChannel(name), value);
  }

  /** Brings it to the front, for a second start of the program. */
  focus(): void {
    if (this.#window.isDestroyed()) return;
    if (this.#window.isMinimized()) this.#window.restore();
    this.#window.focus();
  }
}

function fitting(): { readonly width: number; readonly height: number } {
  const { width, height } = screen.getPrimaryDisplay().workAreaSize;
  return { width: Math.min(width, designed.width), height: Math.min(height, designed.height) };
}
