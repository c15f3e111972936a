import { describe, expect, it } from "vitest";
import type { WorkView } from "../../shared/contracts/counter-snapshot.ts";
import { aListsView, aReadView, aStatusView, sampleWork } from "../bridge/snapshot-builders.ts";
import {
  baseKindOf,
  type CounterStore,
  changeView,
  createCounterStore,
  receiveLists,
  receiveStatus,
  receiveWork,
} from "./counter-store.ts";
import { selectWorkOf } from "./selectors.ts";

const { enteringNumber, askingAnotherCard, idle, confirming, badRead } = sampleWork;

function storeAfter(...works: readonly WorkView[]): CounterStore {
  const store = createCounterStore();
  for (const work of works) receiveWork(store, work);
  return store;
}

describe("snapshots", () => {
  it("of an earlier step are dropped", () => {
    const store = storeAfter({ ...confirming, step: 9 }, { ...enteringNumber, step: 8 });

    expect(store.getState().work).toEqual({ ...confirming, step: 9 });
  });

  it("of the same step replace: what is next may have come", () => {
    const store = storeAfter({ ...confirming, step: 9 }, { ...confirming, step: 9, next: aReadView() });

    expect(store.getState().work?.next).toEqual(aReadView());
  });

  it("of status and lists with a lower seq are dropped", () => {
    const store = createCounterStore();
    receiveStatus(store, aStatusView({ seq: 5, operatorId: "T001" }));
    receiveStatus(store, aStatusView({ seq: 4, operatorId: "T002" }));
    receiveLists(store, aListsView({ seq: 5 }));
    receiveLists(store, aListsView({ seq: 4, today: [] }));

    const { status, lists } = store.getState();
    expect([status?.operatorId, lists?.seq]).toEqual(["T001", 5]);
  });
});

describe("a list page", () => {
  const onToday = (...works: readonly WorkView[]) => {
    const [first, ...later] = works;
    const store = storeAfter(...(first === undefined ? [] : [first]));
    changeView(store, { page: "today", queueOpen: true });
    for (const work of later) receiveWork(store, work);
    const { page, queueOpen } = store.getState().view;
    return { page, queueOpen };
  };
  const stays = { page: "today", queueOpen: true };
  const returns = { page: "work", queueOpen: false };

  it("returns to work when a card starts another screen", () => {
    expect(onToday({ ...idle, step: 1 }, { ...enteringNumber, step: 2 })).toEqual(returns);
  });

  it("returns to work when the next card is read while one is in work", () => {
    expect(onToday({ ...confirming, step: 3 }, { ...confirming, step: 3, next: aReadView() })).toEqual(returns);
  });

  it("returns to work when a card is not read again", () => {
    expect(onToday({ ...badRead, step: 3 }, { ...badRead, step: 4, badReads: 3 })).toEqual(returns);
  });

  it("stays when the same screen is pushed again", () => {
    expect(onToday({ ...idle, step: 1 }, { ...idle, step: 1 })).toEqual(stays);
  });

  it("stays when a dropped snapshot is of another screen", () => {
    expect(onToday({ ...idle, step: 5 }, { ...enteringNumber, step: 4 })).toEqual(stays);
  });
});

describe("the epoch", () => {
  const epochs = (works: readonly WorkView[], before?: (store: CounterStore) => void) => {
    const store = createCounterStore();
    return works.map((work, index) => {
      if (index === works.length - 1) before?.(store);
      receiveWork(store, work);
      return store.getState().epoch;
    });
  };
  const other = { kind: "read", read: aReadView({ keyMasked: "****1117" }) } as const;
  const asking = { ...askingAnotherCard, step: 3 };

  it("stays while the same screen goes on with the same card", () => {
    expect(
      epochs([
        { ...enteringNumber, step: 2 },
        { ...enteringNumber, step: 3 },
      ]),
    ).toEqual([1, 1]);
  });

  it("changes with every failed read", () => {
    const again = { ...badRead, step: 3, badReads: 3 };

    expect(epochs([{ ...badRead, step: 2 }, again, again])).toEqual([1, 2, 2]);
  });

  it("changes with the screen", () => {
    expect(
      epochs([
        { ...enteringNumber, step: 2 },
        { ...confirming, step: 3 },
      ]),
    ).toEqual([1, 2]);
  });

  it("changes when the same screen comes with another card", () => {
    expect(
      epochs([
        { ...enteringNumber, step: 2 },
        { ...enteringNumber, step: 3, medium: other },
      ]),
    ).toEqual([1, 2]);
  });

  it("stays under the question and after the clerk kept the card", () => {
    const works = [{ ...enteringNumber, step: 2 }, asking, { ...enteringNumber, step: 4 }];

    expect(epochs(works, (store) => store.setState({ keptOnStep: 3 }))).toEqual([1, 1, 1]);
  });

  it("changes after the question when the clerk did not keep the card, even if its mask is the same", () => {
    expect(epochs([{ ...enteringNumber, step: 2 }, asking, { ...enteringNumber, step: 4 }])).toEqual([1, 1, 2]);
  });

  it("changes when the clerk kept the card and another one comes all the same", () => {
    const works = [{ ...enteringNumber, step: 2 }, asking, { ...enteringNumber, step: 4, medium: other }];

    expect(epochs(works, (store) => store.setState({ keptOnStep: 3 }))).toEqual([1, 1, 2]);
  });
});

describe("the interrupted screen", () => {
  it("stays to be drawn under the question", () => {
    const store = storeAfter({ ...confirming, step: 4 }, { ...askingAnotherCard, step: 5, interrupted: "confirming" });

    const state = store.getState();
    expect(state.work === null ? null : baseKindOf(state.work)).toBe("confirming");
    expect(selectWorkOf("confirming")(state)).toEqual({ ...confirming, step: 4 });
  });

  it("is forgotten with the answer", () => {
    const store = storeAfter(
      { ...confirming, step: 4 },
      { ...askingAnotherCard, step: 5, interrupted: "confirming" },
      idle,
    );

    expect(selectWorkOf("confirming")(store.getState())).toBeNull();
  });

  it("is nothing when the window was reloaded under the question", () => {
    expect(storeAfter(askingAnotherCard).getState().under).toBeNull();
  });
});
