import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Page } from "@playwright/test";
import { demoPage } from "./demo-page.ts";

/** One line of `transcript.jsonl`: stable for anyone who scripts the product. */
export interface TranscriptLine {
  readonly step: string;
  /** The library that read the card, with its version. */
  readonly library: string;
  /** The device node it was read from. */
  readonly device: string;
  readonly outcome: string;
  /** Null when no entry was made. */
  readonly entryId: string | null;
}

export interface DemoPicture {
  readonly file: string;
  readonly zh: string;
  readonly en: string;
}

export interface DemoStep {
  readonly line: TranscriptLine;
  readonly title: { readonly zh: string; readonly en: string };
  readonly pictures: readonly DemoPicture[];
  /** The row of the ledger as the service lists it, or null. */
  readonly row: Readonly<Record<string, unknown>> | null;
}

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
