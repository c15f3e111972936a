// @vitest-environment happy-dom
import { act, cleanup, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { LinkStatus } from "../../../../shared/contracts/counter-snapshot.ts";
import type { OutcomeView } from "../../../../shared/contracts/outcome-view.ts";
import { refusalReasons } from "../../../../shared/contracts/problem-codes.ts";
import type { Locale } from "../../../../shared/words/catalogue.ts";
import { aReadView, sampleNowMs, sampleWork } from "../../../bridge/snapshot-builders.ts";
import type { WorkOf } from "../../../store/counter-store.ts";
import { screenOf } from "../../../store/screen-of.tsx";
import { showInCounter } from "../show-in-counter.fixture.tsx";
import { EndedScreen } from "./EndedScreen.tsx";

type Ended = WorkOf<"ended">;

const Screen = screenOf("ended", EndedScreen);
const instant = "2026-03-12T01:41:22.904Z";
const person = {
  holderNameMasked: "测**",
  socialSecurityNumberMasked: "320102********0010",
  cardNumberMasked: "A12****74",
};
const side = { ...person, recordedAt: null, place: null };
const standing = { recordedAt: "2025-11-03T06:20:00.000Z", place: "示例区社保中心 01 窗口" };

function endedWith(outcome: OutcomeView, overrides: Partial<Ended> = {}): Ended {
  return { ...sampleWork.ended, outcome, ...overrides };
}

function show(work: Ended, locale: Locale = "zh-CN") {
  return showInCounter(<Screen />, { work, locale });
}

const textOf = (element: Element | null) => element?.textContent ?? "";
const textsOf = (selector: string) => [...document.querySelectorAll(selector)].map(textOf);

/** Everything a clerk reads on the screen. */
function read() {
  const labels = textsOf("dl.facts > dt");
  const values = textsOf("dl.facts > dd");
  return {
    title: textOf(document.querySelector("[role=status] h1")),
    sentence: textOf(document.querySelector("[role=status] p")),
    facts: labels.map((label, index) => `${label} ${values[index]}`),
    note: textsOf(".note p"),
    buttons: screen.getAllByRole("button").map(textOf),
  };
}

beforeEach(() => {
  vi.useFakeTimers({ now: sampleNowMs });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

describe("the outcome screen", () => {
  it("says confirmed with what the ledger holds", () => {
    show(endedWith({ kind: "confirmed", ...person, recordedAt: instant }));

    expect(read()).toEqual({
      title: "已确认",
      sentence: "中心已登记这次关联。",
      facts: [
        "持卡人 测**320102********0010",
        "卡号 A12****74",
        "登记时间 2026-03-12 09:41:22",
        "条目号 …3f2a",
        "经办 T001·03 窗口",
      ],
      note: [],
      buttons: ["下一位Enter"],
    });
    expect(textsOf(".swipe-next")).toEqual(["下一位请直接刷卡"]);
  });

  it("says already associated with when and where", () => {
    show(endedWith({ kind: "alreadyAssociated", ...person, standing }, { entryRef: null }));

    expect(read()).toEqual({
      title: "已关联，无须再办",
      sentence: "这张卡早已关联到同一位持卡人，本次没有改动。",
      facts: [
        "持卡人 测**320102********0010",
        "卡号 A12****74",
        "原登记时间 2025-11-03 14:20",
        "原办理网点 示例区社保中心 01 窗口",
      ],
      note: [],
      buttons: ["下一位Enter"],
    });
  });

  it("says accepted but not confirmed, and warns against doing it again", () => {
    show(endedWith({ kind: "claimed", ...person, recordedAt: instant }));

    expect(read()).toMatchObject({
      title: "已受理，尚未确认",
      note: ["请勿重办这张卡", "“今日”不跟进市级的答复，要结果请问主管。可先办下一位。"],
      buttons: ["先办下一位Enter"],
    });
  });

  it("says to be sent, and that this is not confirmed", () => {
    show(
      endedWith({
        kind: "waiting",
        holderNameMasked: null,
        cardNumberMasked: "A12****74",
        failure: "service/away",
        savedAtMs: sampleNowMs,
        deadlineAtMs: sampleNowMs + 86_400_000,
      }),
    );

    expect(read()).toEqual({
      title: "待上传，尚未确认",
      sentence: "已存在本机，连上中心后自动送出。",
      facts: [
        "持卡人 连上中心后核对",
        "卡号 A12****74",
        "存入 / 条目 09:41:22…3f2a",
        "原因 连不上中心。",
        "最晚送达 03-13 09:41 过时搁置，不再自动送",
      ],
      note: ["请告诉持卡人", "以中心确认为准。现在还没有办成，条目号可用来查询结果。"],
      buttons: ["看队列F4", "先办下一位Enter"],
    });
  });

  it("says of one to be sent whom the clerk has compared with the service's answer", () => {
    show(
      endedWith({
        kind: "waiting",
        holderNameMasked: "测**",
        cardNumberMasked: "A12****74",
        failure: "service/away",
        savedAtMs: sampleNowMs,
        deadlineAtMs: sampleNowMs + 86_400_000,
      }),
    );

    expect(read().facts[0]).toBe("持卡人 测**");
  });

  it("says parked with cause, remedy and a reference for support", () => {
    const { sent, press } = show(
      endedWith({ kind: "parked", cardNumberMasked: "A12****74", code: "entry/reused", reference: "k7-2f9a13" }),
    );

    expect(read()).toMatchObject({
      title: "已搁置，没有办成",
      facts: [
        "卡号 A12****74",
        "条目号 …3f2a",
        "原因 同一条目号在中心已有另一份内容。",
        "怎么办 不要再试，把参考号告诉信息科，这位重新刷卡另办。",
      ],
    });
    press("c");
    expect(sent).toEqual([
      {
        name: "copyForSupport",
        payload: { text: "entry/reused\n同一条目号在中心已有另一份内容。\n参考号 k7-2f9a13" },
      },
    ]);
  });

  it("says cancelled and how to do it after all", () => {
    show(endedWith({ kind: "cancelled", cardNumberMasked: "A12****74" }));

    expect(read()).toEqual({
      title: "已取消，没有办成",
      sentence: "中心已记下取消，这一条不会再生效。",
      facts: ["卡号 A12****74", "条目号 …3f2a"],
      note: ["还要办的话", "重新刷卡，另办一条。"],
      buttons: ["下一位Enter"],
    });
  });
});

describe("an unknown outcome", () => {
  const unknown = {
    kind: "unknown",
    cardNumberMasked: "A12****74",
    failure: "service/timeout",
    savedAtMs: sampleNowMs,
    attempts: 3,
    nextAttemptAtMs: sampleNowMs + 8000,
  } as const;

  it("counts down to the next attempt", () => {
    show(endedWith(unknown));
    expect(screen.getByRole("progressbar").getAttribute("aria-valuetext")).toBe("已问 3 次，8 秒后再问");

    act(() => vi.advanceTimersByTime(6100));

    const bar = screen.getByRole("progressbar");
    expect([bar.getAttribute("aria-valuetext"), bar.getAttribute("value")]).toEqual(["已问 3 次，2 秒后再问", "75"]);
  });

  it("says so while an answer is awaited, and forbids to start again", () => {
    show(endedWith({ ...unknown, nextAttemptAtMs: null }));

    expect(screen.getByRole("progressbar").getAttribute("aria-valuetext")).toBe("已问 3 次，正在等答复");
    expect(read().note[0]).toBe("请勿重办这张卡");
  });

  it.each([
    { kind: "away", sinceMs: sampleNowMs, code: "service/away" },
    { kind: "refused", code: "service/not-demo" },
    { kind: "connecting" },
  ] satisfies readonly LinkStatus[])("waits for the service before it counts down: %j", (link) => {
    const { pushStatus } = show(endedWith(unknown));

    pushStatus({ link });

    const bar = screen.getByRole("progressbar");
    expect([bar.getAttribute("aria-valuetext"), bar.getAttribute("value")]).toEqual(["已问 3 次，连上中心后再问", "0"]);
  });

  it("turns into what became of it on the same plate", () => {
    const { pushWork } = show(endedWith(unknown));
    const plate = document.querySelector("[role=status]");

    pushWork(endedWith({ kind: "confirmed", ...person, recordedAt: instant }));

    expect(textOf(document.querySelector("[role=status] h1"))).toBe("已确认");
    expect(document.querySelector("[role=status]")).toBe(plate);
  });

  it.each([
    ["service/timeout", "已送出，中心没有及时答复。可能办成，也可能没有。"],
    ["service/away", "已送出，还不知道结果。可能办成，也可能没有。"],
    ["service/unreadable", "已送出，还不知道结果。可能办成，也可能没有。"],
    ["service/internal", "已送出，还不知道结果。可能办成，也可能没有。"],
    ["service/database-away", "已送出，还不知道结果。可能办成，也可能没有。"],
  ])("for %s says that no answer came only where none did", (failure, sentence) => {
    show(endedWith({ ...unknown, failure }));

    expect(read().sentence).toBe(sentence);
  });

  it("of a restart says that it was the program that ended, not the service that was slow", () => {
    show(endedWith({ ...unknown, failure: "entry/interrupted" }));

    expect([read().sentence, read().facts.at(-1)]).toEqual([
      "答复到来前程序重启过。可能办成，也可能没有。",
      "原因 答复到来前程序关闭或重新启动过。",
    ]);
  });

  it("is not claimed while the entry is being sent", () => {
    show(endedWith({ kind: "sending", cardNumberMasked: "A12****74", savedAtMs: sampleNowMs }, { earlier: true }));

    expect(read()).toEqual({
      title: "正在送出，尚未确认",
      sentence: "已存在本机，正在等中心答复。",
      facts: ["卡号 A12****74", "存入 / 条目 09:41:22…3f2a"],
      note: ["这张卡先前已有一条，本次没有另建", "有结果会在这里和“今日”里显示。可先办下一位。"],
      buttons: ["看队列F4", "先办下一位Enter"],
    });
  });

  it("of an earlier entry says that no second one was made", () => {
    show(endedWith(unknown, { earlier: true }));

    expect(read().note[0]).toBe("这张卡先前已有一条，本次没有另建");
  });
});

describe("a conflict", () => {
  const theirs = { ...side, ...standing };
  const rows = () =>
    [...document.querySelectorAll("tbody tr")].map((row) => [...row.children].map((cell) => textOf(cell)).join(" | "));

  it("about a taken card marks the person as different, whatever the masks show", () => {
    show(endedWith({ kind: "conflict", about: "card-taken", mediumMasked: "****6677", ours: side, theirs }));

    expect(read().sentence).toBe("这张卡已关联到另一位持卡人。请先看清两边。");
    expect(rows()).toEqual([
      "读到的卡 | ****6677 |  | —",
      "卡号 | A12****74 | ＝相同 | A12****74",
      "持卡人 | 测** | 不同 | 测**不是同一人",
      "社会保障号码 | 320102********0010 | 不同 | 320102********0010",
      "登记 | 没有登记 |  | 2025-11-03 示例区社保中心 01 窗口",
    ]);
  });

  it("about a holder's other card marks the card as different", () => {
    const other = { ...theirs, cardNumberMasked: "A00****11", recordedAt: null, place: null };
    show(
      endedWith({ kind: "conflict", about: "holder-has-other-card", mediumMasked: null, ours: side, theirs: other }),
    );

    expect(read().sentence).toBe("这位持卡人已关联另一张卡。请先看清两边。");
    expect(rows()).toEqual([
      "卡号 | A12****74 | 不同 | A00****11不是同一张卡",
      "持卡人 | 测** | ＝相同 | 测**同一人",
      "社会保障号码 | 320102********0010 | ＝相同 | 320102********0010",
      "登记 | 没有登记 |  | 不在本单位，不显示",
    ]);
  });
});

describe("a refusal", () => {
  const refused = {
    kind: "refused",
    reason: "lost",
    since: "2026-02-01",
    cardNumberMasked: "A12****74",
    reference: "urn:uuid:01a2101b-f4be-707c-b273-cca5b21fbeff",
  } as const;

  it("names the state, since when, the reference, and the way out", () => {
    show(endedWith(refused, { entryRef: null }));

    expect(read()).toMatchObject({
      title: "不能关联：本卡已正式挂失",
      facts: [
        "卡号 A12****74",
        "卡状态 正式挂失（2）2026-02-01 起",
        "参考号 01a2101b-f4be-707c-b273-cca5b21fbeff复制给信息科C",
      ],
    });
    expect(textsOf(".remedy-steps b")).toEqual(["请持卡人补换新卡", "拿到新卡后再来关联"]);
  });

  it.each(["zh-CN", "en"] as const)("has a title and a first step of its own for every reason in %s", (locale) => {
    const titles = new Set<string>();
    for (const reason of refusalReasons) {
      const { leave } = show(endedWith({ ...refused, reason }), locale);
      titles.add(read().title);
      expect(textsOf(".remedy-steps b")).toHaveLength(2);
      leave();
    }
    expect(titles.size).toBe(refusalReasons.length);
  });

  it("lets the clerk type the number again where the flow would, and only there", () => {
    const mistyped = show(endedWith({ ...refused, reason: "unknown-number" }, { mayRetype: true }));
    mistyped.press("Escape");
    expect(mistyped.sent).toEqual([{ name: "stepBack", payload: { step: 7 } }]);
    mistyped.leave();

    const lost = show(endedWith(refused));
    lost.press("Escape");
    expect(lost.sent).toEqual([]);
  });
});

describe("the way on", () => {
  const confirmed = { kind: "confirmed", ...person, recordedAt: instant } as const;

  it("is Enter, on the step that is shown, with the focus on it", () => {
    const { sent, press } = show(endedWith(confirmed));
    expect(textOf(document.activeElement)).toBe("下一位Enter");

    press("Enter");

    expect(sent).toEqual([{ name: "nextPerson", payload: { step: 7 } }]);
  });

  it("says that the next card is read already", () => {
    const next = aReadView({ keyMasked: "****1117" });
    const first = show(endedWith(confirmed, { next }));
    expect(textsOf(".swipe-next")).toEqual(["下一张卡已读到****1117"]);
    first.leave();

    show(endedWith({ kind: "cancelled", cardNumberMasked: "A12****74" }, { next }));
    expect(textsOf(".hint")).toEqual(["下一张卡已读到"]);
  });
});
