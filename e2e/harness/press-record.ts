import type { Page } from "@playwright/test";
import * as z from "zod";

const Recorded = z.object({
  /** When the page first showed the title, in its own time; null before. */
  shownAtMs: z.nullable(z.number()),
  presses: z.array(z.object({ key: z.string(), atMs: z.number(), isRepeat: z.boolean() })),
});

/** Keys as the page got them, and when a screen appeared: tells whether a test that means to be quick was quick. */
export interface PressRecord {
  readonly shownAtMs: number;
  readonly presses: readonly { readonly key: string; readonly atMs: number; readonly isRepeat: boolean }[];
}

/** Records from now on; the title is that of the screen that is waited for. Called again, it begins anew. */
export async function recordPresses(page: Page, title: string): Promise<void> {
  await page.evaluate((awaited) => {
    const presses: unknown[] = [];
    const record = { shownAtMs: null, presses };
    Reflect.set(window, "pressRecord", record);
    window.addEventListener(
      "keydown",
      ({ key, timeStamp, repeat }) => presses.push({ key, atMs: timeStamp, isRepeat: repeat }),
      true,
    );
    const look = (): void => {
      const isShown = document.querySelector("h1")?.textContent === awaited;
      if (isShown && record.shownAtMs === null) Reflect.set(record, "shownAtMs", performance.now());
    };
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true, characterData: true });
    look();
  }, title);
}

/** What was recorded. */
export async function recordedPresses(page: Page): Promise<PressRecord> {
  const recorded = Recorded.parse(await page.evaluate(() => Reflect.get(window, "pressRecord")));
  if (recorded.shownAtMs === null) throw new Error("the screen that was waited for never appeared");
  return { shownAtMs: recorded.shownAtMs, presses: recorded.presses };
}
