import type { ReactNode } from "react";
import { I18nextProvider } from "react-i18next";
import type { ListsView, StatusView, WorkView } from "../shared/contracts/counter-snapshot.ts";
import type { Locale } from "../shared/words/catalogue.ts";
import { createFakeBridge, type FakeBridge } from "./bridge/fake-bridge.ts";
import { aListsView, aStatusView } from "./bridge/snapshot-builders.ts";
import { createKeyboard, type Keyboard } from "./keyboard/keyboard.ts";
import { connectStore } from "./store/connect-store.ts";
import { type CounterStore, createCounterStore } from "./store/counter-store.ts";
import { createIntents } from "./store/intents.ts";
import { CounterContext } from "./store/use-counter.ts";
import { createI18n } from "./words/create-i18n.ts";

export type FakeCounter = {
  readonly fake: FakeBridge;
  readonly store: CounterStore;
  readonly keyboard: Keyboard;
  /** Turns the words to another language. */
  readonly speak: (locale: Locale) => void;
  /** Wraps what is under test in everything a component may ask for. */
  readonly wrap: (children: ReactNode) => ReactNode;
};

type Given = {
  readonly work: WorkView;
  readonly status?: StatusView;
  readonly lists?: ListsView;
  readonly locale?: Locale;
};

/** A counter on the fake bridge with its snapshots already pushed, for component tests. */
export function createFakeCounter({
  work,
  status = aStatusView(),
  lists = aListsView(),
  locale = "zh-CN",
}: Given): FakeCounter {
  const fake = createFakeBridge();
  const store = createCounterStore();
  const intents = createIntents(fake.bridge, store, () => "ui/0");
  const keyboard = createKeyboard();
  const i18n = createI18n(locale);
  connectStore(fake.bridge, store);
  fake.push.status({ ...status, locale });
  fake.push.lists(lists);
  fake.push.work(work);
  const wrap = (children: ReactNode) => (
    <I18nextProvider i18n={i18n}>
      <CounterContext value={{ store, intents, keyboard }}>{children}</CounterContext>
    </I18nextProvider>
  );
  return { fake, store, keyboard, wrap, speak: (next) => void i18n.changeLanguage(next) };
}

type Stroke = { readonly key: string; readonly atMs?: number; readonly repeat?: boolean };

/** One key event at the focus, as the window gets it; `atMs` is page time. */
export function keyEvent(
  type: "keydown" | "keyup",
  { key, atMs = performance.now(), repeat = false }: Stroke,
): KeyboardEvent {
  const event = new KeyboardEvent(type, { key, repeat, bubbles: true, cancelable: true });
  Object.defineProperty(event, "timeStamp", { value: atMs });
  (document.activeElement ?? document.body).dispatchEvent(event);
  return event;
}

/** A key pressed and let go. */
export function strike(key: string, atMs?: number): void {
  const stroke = atMs === undefined ? { key } : { key, atMs };
  keyEvent("keydown", stroke);
  keyEvent("keyup", stroke);
}
