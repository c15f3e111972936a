import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Page } from "@playwright/test";
import { demoPage } from "./demo-page.ts";
import type { DemoPicture, DemoStep, TranscriptLine } from "./demo-step.ts";

/** Collects pictures and steps of the demo and writes `index.html` and `transcript.jsonl`. */
export class DemoRecorder {
  readonly #folder: string;
  readonly #steps: DemoStep[] = [];
  #pictures: DemoPicture[] = [];
  #shots = 0;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** Begins in an empty folder. */
  static async begin(folder: string): Promise<DemoRecorder> {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    return new DemoRecorder(folder);
  }

  get steps(): readonly DemoStep[] {
    return this.#steps;
  }

  async picture(page: Page, zh: string, en: string): Promise<void> {
    this.#shots += 1;
    const file = `${String(this.#shots).padStart(2, "0")}.png`;
    await page.screenshot({ path: path.join(this.#folder, file) });
    this.#pictures.push({ file, zh, en });
  }

  /** Closes a step with the pictures taken since the last one. */
  step(title: DemoStep["title"], line: TranscriptLine, row: DemoStep["row"]): void {
    this.#steps.push({ title, line, row, pictures: this.#pictures });
    this.#pictures = [];
    console.log(`${line.step}: ${line.outcome} (${line.library}, ${line.device})`);
  }

  /** Writes the page and the transcript; resolves with the page's path. */
  async finish(remark: string): Promise<string> {
    const lines = this.#steps.map(({ line }) => `${JSON.stringify(line)}\n`);
    await writeFile(path.join(this.#folder, "transcript.jsonl"), lines.join(""));
    const page = path.join(this.#folder, "index.html");
    await writeFile(page, demoPage(this.#steps, remark));
    return page;
  }
}
