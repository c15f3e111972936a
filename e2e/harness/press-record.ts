import type { Page } from "@playwright/test";
import * as z from "zod";

const Press = z.object({ key: z.string(), atMs: z.number(), isRepeat: z.boolean() });
const Recorded = z.object({ shownAtMs: z.nullable(z.number()), presses: z.array(Press) });

/** Keys as the page got them, and when a screen appeared: tells whether a test that means to be quick was quick. */
export interface PressRecord {
  /** When the page first showed the title, in its own time. */
  readonly shownAtMs: number;
  readonly presses: readonly z.infer<typeof Press>[];
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

/** Resolves when this moment of the page's own time has passed. */
export async function untilPageTime(page: Page, atMs: number): Promise<void> {
  await page.waitForFunction((due) => performance.now() > due, atMs);
}

/** Types as a reader does that acts as a keyboard: each key down and up, the next right behind it. */
export async function burst(page: Page, keys: readonly string[]): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await Promise.all(
    keys.flatMap((key) => {
      const text = key === "Enter" ? "\r" : key;
      const code = key === "Enter" ? { code: "Enter", windowsVirtualKeyCode: 13 } : {};
      return [
        devtools.send("Input.dispatchKeyEvent", { type: "keyDown", key, text, ...code }),
        devtools.send("Input.dispatchKeyEvent", { type: "keyUp", key, ...code }),
      ];
    }),
  );
  await devtools.detach();
}
