import { writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, type Page } from "@playwright/test";
import type { Locale } from "../../shared/words/catalogue.ts";
import type { Terminal } from "../harness/terminal.ts";
import { findCutText } from "./find-cut-text.ts";
import { toIndexedPng } from "./indexed-png.ts";

export const locales = ["zh-CN", "en"] as const satisfies readonly Locale[];

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The counter's screen, and the same screen on a PC that is set to 125 %. */
const counterSizes: readonly Size[] = [
  { width: 1366, height: 768 },
  { width: 1093, height: 614 },
];

/** What the pictures of one run come to. */
export class Album {
  readonly folder: string;
  readonly files = new Set<string>();
  /** Where a text could not be read whole, one line each. */
  readonly faults: string[] = [];

  constructor(folder: string) {
    this.folder = folder;
  }
}

/** Takes pictures of one terminal's counter: each state in both languages, at each size. Leaves the counter in Chinese. */
export class Camera {
  readonly #terminal: Terminal;
  readonly #album: Album;

  constructor(terminal: Terminal, album: Album) {
    this.#terminal = terminal;
    this.#album = album;
  }

  /** The state that is on screen now. */
  async take(state: string): Promise<void> {
    for (const locale of locales) {
      await this.speak(locale);
      await this.takeInOneLanguage(state, locale);
    }
    await this.speak("zh-CN");
  }

  /** Turns the counter to a language by its key. */
  async speak(locale: Locale): Promise<void> {
    const { page } = this.#terminal;
    if ((await page.getAttribute("html", "lang")) === locale) return;
    await page.keyboard.press("F3");
    await expect(page.locator("html")).toHaveAttribute("lang", locale);
  }

  /** At each size, in the language that is on screen. */
  async takeInOneLanguage(
    state: string,
    locale: Locale,
    page = this.#terminal.page,
    sizes = counterSizes,
  ): Promise<void> {
    for (const { width, height } of sizes) {
      await this.#resize(page, { width, height });
      const name = `${state}.${locale}.${width}x${height}.png`;
      for (const text of await page.evaluate(findCutText)) this.#album.faults.push(`${name}: ${text}`);
      const picture = await page.screenshot({ animations: "disabled" });
      await writeFile(path.join(this.#album.folder, name), toIndexedPng(picture));
      this.#album.files.add(name);
    }
  }

  async #resize(page: Page, size: Size): Promise<void> {
    const window = await this.#terminal.app.browserWindow(page);
    await window.evaluate((shown, { width, height }) => shown.setContentSize(width, height), size);
    await page.waitForFunction(({ width, height }) => innerWidth === width && innerHeight === height, size);
    // The real pointer may happen to lie on a button.
    await page.mouse.move(1, 1);
    // Whatever follows the size by script is drawn in the frame after the next.
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  }
}
