import { act, render } from "@testing-library/react";
import type { ReactElement } from "react";
import { onTestFinished } from "vitest";
import type { ListsView, StatusView, WorkView } from "../../../shared/contracts/counter-snapshot.ts";
import type { Locale } from "../../../shared/words/catalogue.ts";
import { aListsView, aStatusView, sampleWork } from "../../bridge/snapshot-builders.ts";
import { createFakeCounter, strike } from "../../fake-counter.tsx";

type Snapshots = {
  readonly status?: Partial<StatusView>;
  readonly lists?: Partial<ListsView>;
  readonly work?: WorkView;
  readonly locale?: Locale;
};

/** Draws one screen or page alone on a fake counter that has pushed the given snapshots, for component tests. */
export function showInCounter(page: ReactElement, { status, lists, work, locale = "zh-CN" }: Snapshots = {}) {
  const { fake, store, keyboard, wrap, speak } = createFakeCounter({
    work: work ?? sampleWork.idle,
    status: aStatusView(status),
    lists: aListsView(lists),
    locale,
  });
  const stop = keyboard.listen(window);
  const view = render(wrap(page));
  onTestFinished(stop);
  return {
    sent: fake.sent,
    store,
    /** Pushes into the window as main would. */
    pushWork: (next: WorkView) => act(() => fake.push.work(next)),
    pushStatus: (next: Partial<StatusView>) => act(() => fake.push.status(aStatusView({ locale, seq: 2, ...next }))),
    pushLists: (next: Partial<ListsView>) => act(() => fake.push.lists(aListsView({ seq: 2, ...next }))),
    speak: (next: Locale) => act(() => speak(next)),
    /** Keys that the key bar would draw, as `key word`. */
    drawnKeys: () => keyboard.drawn().map(({ key, label }) => `${key} ${label}`),
    /** One fresh press where the focus is. */
    press: (key: string) => act(() => strike(key)),
    leave: () => {
      stop();
      view.unmount();
    },
  };
}
