import { expect } from "@playwright/test";
import type { VirtualMagTek, VirtualTty } from "../../lab/lab-client.ts";
import type { Locale, WordKey, WordParams } from "../../shared/words/catalogue.ts";
import { serialSwipe, type TestCard } from "../harness/cards.ts";
import { Clerk } from "../harness/clerk.ts";
import type { FaultProxy } from "../harness/fault-proxy.ts";
import type { Terminal } from "../harness/terminal.ts";
import type { AnsweringProxy } from "./answering-proxy.ts";
import { type Album, Camera, locales } from "./camera.ts";

/** The world around a terminal. */
export interface Surroundings {
  readonly serial: VirtualTty;
  readonly hid: VirtualMagTek;
  /** The network, which can be slow, silent or gone. */
  readonly network: FaultProxy;
  /** Behind the network, before the service. */
  readonly answers: AnsweringProxy;
}

/** One terminal with a clerk who works in Chinese, and a camera that shows each state in both languages. */
export interface Stage extends Surroundings {
  readonly terminal: Terminal;
  readonly clerk: Clerk;
  /** The same clerk, in whatever language is on screen. */
  readonly clerks: Readonly<Record<Locale, Clerk>>;
  readonly camera: Camera;
}

/** One subject of the pictures. Begins and ends with an idle counter, connected. */
export interface Scene {
  readonly name: string;
  readonly play: (stage: Stage) => Promise<void>;
}

export function stageOf(terminal: Terminal, album: Album, surroundings: Surroundings): Stage {
  const swipe = (card: Pick<TestCard, "track2">): Promise<void> => surroundings.serial.send(serialSwipe(card));
  const clerks = { "zh-CN": new Clerk(terminal, "zh-CN", swipe), en: new Clerk(terminal, "en", swipe) };
  return { ...surroundings, terminal, clerks, clerk: clerks["zh-CN"], camera: new Camera(terminal, album) };
}

/** Pictures of a state that must be come to anew for each language: it is short-lived, or takes every key for itself. */
export async function takeEach(
  { camera, clerks }: Stage,
  state: string,
  arrive: (clerk: Clerk) => Promise<void>,
  leave: (clerk: Clerk) => Promise<void>,
): Promise<void> {
  for (const locale of locales) {
    await camera.speak(locale);
    await arrive(clerks[locale]);
    await camera.takeInOneLanguage(state, locale);
    await leave(clerks[locale]);
  }
  await camera.speak("zh-CN");
}

/** The queue that F4 lays over whatever is on screen. */
export async function takeQueue(stage: Stage, state: string): Promise<void> {
  const open = async ({ page }: Clerk): Promise<void> => {
    await page.keyboard.press("F4");
    await expect(page.getByRole("dialog")).toBeVisible();
  };
  const close = async ({ page }: Clerk): Promise<void> => {
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toBeHidden();
  };
  await takeEach(stage, state, open, close);
}

/** Waits until this text of the catalogue stands somewhere on the screen, in Chinese. */
export async function reads<Key extends WordKey>(
  { clerk }: Stage,
  key: Key,
  ...params: WordParams<Key>
): Promise<void> {
  await expect(clerk.page.getByText(clerk.t(key, ...params)).first()).toBeVisible();
}

/** Steps back until nothing is in work. */
export async function backToIdle({ clerk }: { readonly clerk: Clerk }): Promise<void> {
  await expect(async () => {
    await clerk.press("Escape");
    await expect(clerk.title()).toHaveText(clerk.t("work.idle-title-stripe"), { timeout: 500 });
  }).toPass();
}

/**
 * Presses Enter until the counter has taken it: a press right behind another key, such as the one that changes the language, is held for
 * a reader's.
 */
export async function confirms(
  { clerk }: { readonly clerk: Clerk },
  becomes: "outcomes.confirmed-title" | "outcomes.waiting-title",
): Promise<void> {
  await expect(async () => {
    await clerk.press("Enter");
    await expect(clerk.title()).toHaveText(clerk.t(becomes), { timeout: 1_000 });
  }).toPass();
}
