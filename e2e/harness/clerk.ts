import { expect, type Locator, type Page } from "@playwright/test";
import type { ReaderStatus } from "../../shared/readers/reader-status.ts";
import type { Locale, WordKey, WordParams } from "../../shared/words/catalogue.ts";
import type { TestCard } from "./cards.ts";
import { untilPageTime } from "./press-record.ts";
import type { Terminal } from "./terminal.ts";
import { type PlainWordKey, type Words, wordsOf } from "./words.ts";

/** An outcome younger than this is not taken away by a key or a card: nobody can have seen it. */
const outcomeStandsMs = 300;

/** Whatever swipes a card through a reader. */
export type Swipe = (card: Pick<TestCard, "track2">) => Promise<void>;

type FactKey = Extract<PlainWordKey, `${string}.fact-${string}` | `work.read-${string}`>;

const readerLimitMs = 10_000;

/**
 * In the page: whether an element comes to hold these words within the time. Hears of every change, where asking now and then would miss
 * some.
 */
function hasSaid(element: Node, { words, timeoutMs }: { readonly words: string; readonly timeoutMs: number }) {
  return new Promise<boolean>((resolve) => {
    const look = (): void => {
      if (element.textContent?.includes(words) === true) end(true);
    };
    const observer = new MutationObserver(look);
    const timer = setTimeout(() => end(false), timeoutMs);
    const end = (seen: boolean): void => {
      clearTimeout(timer);
      observer.disconnect();
      resolve(seen);
    };
    observer.observe(element, { childList: true, subtree: true, characterData: true });
    look();
  });
}

/** A clerk at the counter: swipes, presses keys, and reads the screen by the names that assistive technology gives. Never the mouse. */
export class Clerk {
  readonly page: Page;
  readonly words: Words;
  readonly #swipe: Swipe;

  constructor(terminal: Pick<Terminal, "page">, locale: Locale, swipe: Swipe) {
    this.page = terminal.page;
    this.words = wordsOf(locale);
    this.#swipe = swipe;
  }

  /** A word of the product in this clerk's language. */
  t<Key extends WordKey>(key: Key, ...params: WordParams<Key>): string {
    return this.words.t(key, ...params);
  }

  /** The title of the screen that is shown. */
  title(): Locator {
    return this.page.getByRole("heading", { level: 1 });
  }

  /** Waits for the screen whose title is this word. */
  async sees<Key extends WordKey>(key: Key, ...params: WordParams<Key>): Promise<void> {
    await expect(this.title()).toHaveText(this.t(key, ...params));
  }

  /** The value of a labelled fact. */
  fact(key: FactKey): Locator {
    return this.page
      .locator("dt")
      .filter({ hasText: new RegExp(`^${this.t(key)}$`) })
      .locator("xpath=following-sibling::dd[1]");
  }

  status(): Locator {
    return this.page.getByRole("status", { name: this.t("frame.status-region") });
  }

  button(key: PlainWordKey): Locator {
    return this.page.getByRole("main").getByRole("button", { name: this.t(key) });
  }

  numberField(): Locator {
    return this.page.getByRole("textbox", { name: this.t("work.number-label") });
  }

  async press(key: string): Promise<void> {
    await this.page.keyboard.press(key);
  }

  /** Waits until the status bar says this of the stripe readers, however briefly: a reader that is back at once has been away all the same. */
  async seesReader(kind: ReaderStatus["kind"] | "failed", timeoutMs = readerLimitMs): Promise<void> {
    const words = `${this.t("frame.stripe")}${this.t(`frame.reader-${kind}`)}`;
    const bar = this.status();
    const seen = await bar.evaluate(hasSaid, { words, timeoutMs });
    // For its message, which shows what the bar says instead.
    if (!seen) await expect(bar).toContainText(words, { timeout: 1 });
  }

  async seesLink(kind: "connected" | "away"): Promise<void> {
    await expect(this.status()).toContainText(`${this.t("frame.service")}${this.t(`frame.link-${kind}`)}`, {
      timeout: 30_000,
    });
  }

  async seesQueue(count: number): Promise<void> {
    await expect(this.status()).toContainText(`${this.t("frame.queue")}${count}`);
  }

  /** The counter is idle, its reader ready and the service connected. */
  async isReady(): Promise<void> {
    await this.seesReader("ready");
    await this.seesLink("connected");
    await this.sees("work.idle-title-stripe");
  }

  /** Swipes; over an outcome only when that has been seen, or the card would wait. */
  async swipes(card: Pick<TestCard, "track2">): Promise<void> {
    if (await this.page.locator(".plate").isVisible()) await this.letsOutcomeStand();
    await this.#swipe(card);
  }

  /** Leaves an outcome on screen for as long as nothing may take it away. */
  async letsOutcomeStand(): Promise<void> {
    const nowMs = await this.page.evaluate(() => performance.now());
    await untilPageTime(this.page, nowMs + outcomeStandsMs);
  }

  /** Swipes and waits for the number field. */
  async startsWith(card: Pick<TestCard, "track2">): Promise<void> {
    await this.swipes(card);
    await this.sees("work.number-label");
    await expect(this.numberField()).toBeFocused();
  }

  async types(cardNumber: string): Promise<void> {
    await this.page.keyboard.type(cardNumber);
    await expect(this.numberField()).toHaveValue(cardNumber);
  }

  /** Swipes the card, types its number and submits it. */
  async looksUp(card: TestCard): Promise<void> {
    await this.startsWith(card);
    await this.types(card.cardNumber);
    await this.press("Enter");
  }

  /** As `looksUp`, until the holder is shown and the confirming key counts. */
  async comesToConfirm(card: TestCard): Promise<void> {
    await this.looksUp(card);
    await this.sees("work.confirm-title");
    await this.isArmed("work.confirm-button");
  }

  /** Waits until the button takes a press. */
  async isArmed(key: "work.confirm-button" | "work.attest-confirm" | "work.another-take"): Promise<void> {
    await expect(this.button(key)).toHaveAttribute("data-armed", "true");
  }

  /** The whole work with a card that can be associated, up to the outcome. */
  async confirms(card: TestCard): Promise<void> {
    await this.comesToConfirm(card);
    await this.press("Enter");
  }

  /** Attests an identity card with these last four characters and stores the entry. */
  async attests(lastFour: string): Promise<void> {
    await this.sees("work.attest-title");
    await this.press("1");
    await this.page.getByRole("textbox", { name: this.t("work.attest-last-four") }).pressSequentially(lastFour);
    await this.isArmed("work.attest-confirm");
    // An Enter right behind the last character is taken for a reader's; a person's comes later.
    await expect(async () => {
      await this.press("Enter");
      await expect(this.title()).not.toHaveText(this.t("work.attest-title"), { timeout: 200 });
    }).toPass();
  }

  /** Resolves when main has decided on everything that was pressed so far, and the page has drawn what came of it. */
  async isSettled(): Promise<void> {
    await this.page.evaluate(async () => {
      const bridge: unknown = Reflect.get(window, "kalian");
      // Answered after whatever was asked before it, and with every snapshot sent ahead.
      if (typeof bridge === "object" && bridge !== null) await Reflect.get(bridge, "rendererReady")({});
      for (let frame = 0; frame < 3; frame += 1) await new Promise((drawn) => requestAnimationFrame(drawn));
    });
  }

  /** The question whether to take another card. */
  question(): Locator {
    return this.page.getByRole("alertdialog", { name: this.t("work.another-title") });
  }

  /** How many cards the only reader has read, by its own page; comes back to the work. */
  async countsReads(good: number): Promise<void> {
    await this.press("F6");
    const value = this.fact("readers.fact-read");
    await expect(value).toHaveText(new RegExp(`^${this.t("readers.fact-read-value", { good, bad: "\\d+" })}$`));
    await this.press("Escape");
  }

  /** From an outcome on to the next person. */
  async goesOn(): Promise<void> {
    await expect(async () => {
      await this.press("Enter");
      await expect(this.title()).toHaveText(this.t("work.idle-title-stripe"), { timeout: 500 });
    }).toPass();
  }

  /** The last four characters of the entry on screen. */
  async entryRef(key: FactKey = "outcomes.fact-entry"): Promise<string> {
    const text = await this.fact(key).innerText();
    const ref = /…(\w{4})\s*$/.exec(text)?.[1];
    if (ref === undefined) throw new Error(`no entry on screen but ${text}`);
    return ref;
  }
}
