// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { WorkKind, WorkView } from "../../../shared/contracts/counter-snapshot.ts";
import type { SentIntent } from "../../bridge/fake-bridge.ts";
import { aReadView, sampleWork } from "../../bridge/snapshot-builders.ts";
import { createFakeCounter, type FakeCounter, keyEvent, strike } from "../../fake-counter.tsx";
import { CounterApp } from "./frame/CounterApp.tsx";
import { screens } from "./screens.ts";

let stop: () => void = () => undefined;

beforeEach(() => {
  vi.useFakeTimers({
    toFake: ["setTimeout", "clearTimeout", "requestAnimationFrame", "cancelAnimationFrame", "performance", "Date"],
  });
});

afterEach(() => {
  stop();
  cleanup();
  vi.useRealTimers();
});

function open(work: WorkView): FakeCounter {
  const counter = createFakeCounter({ work });
  stop = counter.keyboard.listen(window);
  render(counter.wrap(<CounterApp />));
  return counter;
}

/** What was asked of main after the page said it is ready. */
const asked = ({ fake }: FakeCounter): readonly SentIntent[] =>
  fake.sent.filter(({ name }) => name !== "rendererReady");

const press = (key: string) => act(() => strike(key));
/** In small steps, so that what React does in between may set its own timers. */
const wait = (ms: number) => {
  for (let passed = 0; passed < ms; passed += 100) act(() => vi.advanceTimersByTime(100));
};
const type = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });
const push = (counter: FakeCounter, work: WorkView) => act(() => counter.fake.push.work(work));

/** Long enough for two frames and the arming wait. */
const armedMs = 400;

describe("every kind of work", () => {
  it.each(Object.keys(screens).filter((kind): kind is WorkKind => kind in sampleWork))(
    "has a screen with one title: %s",
    (kind) => {
      open(sampleWork[kind]);

      expect(screen.getAllByRole("heading", { level: 1 })).toHaveLength(1);
    },
  );
});

describe("idle", () => {
  it("leaves Enter and Esc without effect: there is nothing to do or to step back from", () => {
    const counter = open(sampleWork.idle);
    for (const key of ["Enter", "Escape", "F10", "1"]) press(key);

    expect(asked(counter)).toEqual([]);
  });

  it("says what a restart found", () => {
    open({ ...sampleWork.idle, restart: { settled: 1, unsettled: 2, parked: 3 } });

    expect(
      [/2 笔没有结果，正在继续送/, /3 笔已搁置，不再自动送/, /1 笔已有结果/].map(
        (text) => screen.getAllByText(text).length,
      ),
    ).toEqual([1, 1, 1]);
  });
});

describe("bad read", () => {
  it("goes on by number with F10 only once the policy allows it", () => {
    const counter = open(sampleWork.badRead);
    press("F10");
    push(counter, { ...sampleWork.badRead, step: 8, badReads: 3, untilGoOn: 0 });
    press("F10");
    press("Escape");

    expect(asked(counter)).toEqual([
      { name: "goOnWithoutRead", payload: { step: 8 } },
      { name: "stepBack", payload: { step: 8 } },
    ]);
  });
});

describe("stating the reason", () => {
  it("takes a digit, then Enter; Enter alone says nothing", () => {
    const counter = open(sampleWork.statingReason);
    press("Enter");
    press("2");
    press("Enter");

    expect(asked(counter)).toEqual([{ name: "stateReason", payload: { step: 7, reason: "card-damaged" } }]);
  });

  it("moves the choice with the arrows", () => {
    const counter = open(sampleWork.statingReason);
    for (const key of ["ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp", "Enter"]) press(key);

    expect(asked(counter)).toEqual([{ name: "stateReason", payload: { step: 7, reason: "card-damaged" } }]);
  });
});

describe("entering the number", () => {
  it("submits with Enter once the number is whole, and not before", () => {
    const counter = open(sampleWork.enteringNumber);
    type("照着卡面录入卡号", "a1234567");
    expect(screen.getByText("还差 1 位")).toBeTruthy();
    press("Enter");
    type("照着卡面录入卡号", "a12345674");
    press("Enter");

    expect(asked(counter)).toEqual([{ name: "submitNumber", payload: { step: 7, text: "A12345674" } }]);
  });

  it("gives the card up with Esc", () => {
    const counter = open(sampleWork.enteringNumber);
    press("Escape");

    expect(asked(counter)).toEqual([{ name: "stepBack", payload: { step: 7 } }]);
  });

  it("says which character cannot be there, and takes no Enter", () => {
    const counter = open(sampleWork.enteringNumber);
    type("照着卡面录入卡号", "A1啊345674");
    press("Enter");

    expect(screen.getByText(/第 3 位不能用在卡号里/)).toBeTruthy();
    expect(asked(counter)).toEqual([]);
  });

  it("shows what main found wrong until the text is changed", () => {
    open({ ...sampleWork.enteringNumber, text: "A123", problem: { kind: "wrong-length", seen: 4 } });
    expect(screen.getByText("位数不对：录了 4 位，应是9 位。")).toBeTruthy();

    type("照着卡面录入卡号", "A1234");
    expect(screen.queryByText(/位数不对/)).toBeNull();
  });

  it("keeps what was typed while a page is open, and the focus comes back to it", () => {
    const counter = open(sampleWork.enteringNumber);
    type("照着卡面录入卡号", "A123");
    press("F1");
    expect(counter.store.getState().view.page).toBe("help");
    press("Escape");

    const field = screen.getByLabelText("照着卡面录入卡号");
    expect([field instanceof HTMLInputElement && field.value, document.activeElement === field]).toEqual([
      "A123",
      true,
    ]);
    expect(asked(counter)).toEqual([]);
  });
});

describe("checking the number", () => {
  it("corrects with Enter, goes on in spite of the warning with F10", () => {
    const counter = open(sampleWork.checkingNumber);
    press("Enter");
    press("F10");
    press("Escape");

    expect(asked(counter)).toEqual([
      { name: "correctNumber", payload: { step: 7 } },
      { name: "acceptDoubtfulNumber", payload: { step: 7 } },
      { name: "stepBack", payload: { step: 7 } },
    ]);
  });
});

describe("a number that contradicts the medium", () => {
  it("can be corrected or dropped, and there is no way on", () => {
    const counter = open(sampleWork.numberContradicts);
    for (const key of ["F10", "Enter", "Escape"]) press(key);

    expect(asked(counter)).toEqual([
      { name: "correctNumber", payload: { step: 7 } },
      { name: "stepBack", payload: { step: 7 } },
    ]);
  });

  it("marks every slot, never single ones", () => {
    open(sampleWork.numberContradicts);

    expect(document.querySelectorAll(".slot--wrong")).toHaveLength(9);
  });
});

describe("looking up", () => {
  it("can be stopped with Esc, and says when it takes long", () => {
    const counter = open({ ...sampleWork.lookingUp, sinceMs: Date.now() });
    expect(screen.queryByText(/比平时久/)).toBeNull();
    wait(3000);
    expect(screen.getByText(/比平时久/)).toBeTruthy();
    press("Escape");

    expect(asked(counter)).toEqual([{ name: "stepBack", payload: { step: 7 } }]);
  });
});

describe("a look-up that failed", () => {
  it("is tried again with Enter; C copies what support needs", () => {
    const counter = open(sampleWork.lookUpFailed);
    press("Enter");
    press("c");

    const [again, copy] = asked(counter);
    expect([again, copy?.name]).toEqual([{ name: "lookUpAgain", payload: { step: 7 } }, "copyForSupport"]);
    expect(JSON.stringify(copy)).toContain("k7-2f9a11");
  });
});

describe("attesting", () => {
  it("takes a digit, four characters and a fresh Enter", () => {
    const counter = open(sampleWork.attesting);
    wait(armedMs);
    press("Enter");
    press("1");
    type("证件号码末四位", "001x");
    wait(100);
    press("Enter");

    expect(asked(counter)).toEqual([
      { name: "attestDocument", payload: { step: 7, document: "identity-card", lastFour: "001X" } },
    ]);
  });

  it.each([
    ["service/away", "连不上中心。"],
    ["service/timeout", "中心没有及时答复。"],
    ["service/busy", "中心正忙。"],
  ])("says for %s why the holder is not shown", (failure, cause) => {
    open({ ...sampleWork.attesting, failure });

    expect(screen.getByText(cause)).toBeTruthy();
    expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("现在查不到持卡人，请核对证件后办理");
  });

  it("asks the service again with F5, also while the field has the focus, and draws the key", () => {
    const counter = open(sampleWork.attesting);
    press("1");
    press("F5");

    expect(asked(counter)).toEqual([{ name: "lookUpAgain", payload: { step: 7 } }]);
    expect(screen.getAllByRole("button", { name: /重新查询/ }).length).toBeGreaterThan(0);
  });

  it("gives digits to the field once a document is chosen", () => {
    open(sampleWork.attesting);
    press("3");
    press("1");

    expect(screen.getByRole("radio", { checked: true }).closest("label")?.textContent).toBe("3护照");
    expect(document.activeElement).toBe(screen.getByLabelText("证件号码末四位"));
  });

  it("takes no Enter within 300 ms of its appearance", () => {
    const counter = open(sampleWork.attesting);
    press("1");
    type("证件号码末四位", "0010");
    wait(100);
    press("Enter");

    expect(asked(counter)).toEqual([]);
  });
});

describe("confirming", () => {
  it("takes a fresh Enter, at its key-up, once", () => {
    const counter = open(sampleWork.confirming);
    wait(armedMs);
    act(() => keyEvent("keydown", { key: "Enter" }));
    expect(asked(counter)).toEqual([]);
    act(() => keyEvent("keyup", { key: "Enter" }));
    press("Enter");

    expect(asked(counter)).toEqual([{ name: "confirmEntry", payload: { step: 7 } }]);
  });

  it("takes no Enter within 300 ms, nor one held from the screen before", () => {
    const counter = open({ ...sampleWork.checkingNumber, step: 6 });
    act(() => keyEvent("keydown", { key: "Enter" }));
    push(counter, sampleWork.confirming);
    wait(100);
    press("Enter");
    act(() => keyEvent("keydown", { key: "Enter", repeat: true }));
    wait(armedMs);
    act(() => keyEvent("keydown", { key: "Enter", repeat: true }));
    act(() => keyEvent("keyup", { key: "Enter" }));

    expect(asked(counter).map(({ name }) => name)).toEqual(["correctNumber"]);
  });

  it("must be waited for anew when it comes with another step", () => {
    const counter = open(sampleWork.confirming);
    wait(armedMs);
    push(counter, { ...sampleWork.confirming, step: 8 });
    press("Enter");
    expect(asked(counter)).toEqual([]);
    wait(armedMs);
    press("Enter");

    expect(asked(counter)).toEqual([{ name: "confirmEntry", payload: { step: 8 } }]);
  });

  it("must be waited for anew after a page was open over it", () => {
    const counter = open(sampleWork.confirming);
    wait(armedMs);
    press("F1");
    press("Escape");
    press("Enter");
    expect(asked(counter)).toEqual([]);
    wait(armedMs);
    press("Enter");

    expect(asked(counter)).toEqual([{ name: "confirmEntry", payload: { step: 7 } }]);
  });

  it("takes a click after the same wait", () => {
    const counter = open(sampleWork.confirming);
    const button = screen.getByRole("button", { name: "确认关联" });
    fireEvent.click(button);
    expect([asked(counter), button.hasAttribute("data-armed")]).toEqual([[], false]);
    wait(armedMs);
    expect(button.hasAttribute("data-armed")).toBe(true);
    const click = new MouseEvent("click", { bubbles: true });
    Object.defineProperty(click, "timeStamp", { value: performance.now() });
    act(() => button.dispatchEvent(click));

    expect(asked(counter)).toEqual([{ name: "confirmEntry", payload: { step: 7 } }]);
  });

  it("can be answered again when main refused the press and the screen stays", async () => {
    const counter = open(sampleWork.confirming);
    counter.fake.answerWith({ kind: "ignored", why: "not now" });
    wait(armedMs);
    press("Enter");
    await act(() => Promise.resolve());
    press("Enter");

    expect(asked(counter).map(({ name }) => name)).toEqual(["confirmEntry", "confirmEntry"]);
  });

  it("steps back with Esc, at once", () => {
    const counter = open(sampleWork.confirming);
    press("Escape");

    expect(asked(counter)).toEqual([{ name: "stepBack", payload: { step: 7 } }]);
  });

  it("shows the full name once and the person's number masked", () => {
    open(sampleWork.confirming);

    expect(screen.getAllByText("测试员")).toHaveLength(1);
    expect(document.body.textContent).toContain("320102********0010");
  });

  it("keeps both ends of a long number in the card's third of the sheet", () => {
    const read = aReadView({ keyMasked: "622202*********0000" });
    open({ ...sampleWork.confirming, medium: { kind: "read", read } });

    expect(document.querySelector(".tie__value")?.textContent).toBe("622202****0000");
  });
});

describe("submitting", () => {
  it("takes no key that could do or undo anything", () => {
    const counter = open({ ...sampleWork.submitting, sinceMs: Date.now() });
    wait(armedMs);
    for (const key of ["Enter", "Escape", "F10"]) press(key);

    expect(asked(counter)).toEqual([]);
  });

  it("tells saving from sending, and says when it takes long", () => {
    const counter = open({ ...sampleWork.submitting, saved: false, sinceMs: Date.now() });
    expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("正在存入本机…");
    push(counter, { ...sampleWork.submitting, step: 8, sinceMs: Date.now() });
    expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("已存好，正在送中心…");
    wait(3000);

    expect(screen.getByText(/不要重刷这张卡/)).toBeTruthy();
  });
});

describe("a save that failed", () => {
  it("is tried again with Enter or dropped with Esc", () => {
    const counter = open(sampleWork.saveFailed);
    press("Enter");
    press("Escape");

    expect(asked(counter)).toEqual([
      { name: "retrySave", payload: { step: 7 } },
      { name: "stepBack", payload: { step: 7 } },
    ]);
  });
});

describe("asking about another card", () => {
  const typed = () => {
    const field = screen.getByLabelText("照着卡面录入卡号");
    return field instanceof HTMLInputElement ? field.value : null;
  };
  const asking = (): FakeCounter => {
    const counter = open({ ...sampleWork.enteringNumber, step: 6 });
    type("照着卡面录入卡号", "A12345");
    push(counter, sampleWork.askingAnotherCard);
    return counter;
  };

  it("takes the new card with a fresh Enter only, and nothing typed stays", () => {
    const counter = asking();
    press("Enter");
    expect(asked(counter)).toEqual([]);
    wait(armedMs);
    press("Enter");
    push(counter, { ...sampleWork.enteringNumber, step: 8 });

    expect(asked(counter)).toEqual([{ name: "answerAnotherCard", payload: { step: 7, takeNew: true } }]);
    expect(typed()).toBe("");
  });

  it("keeps the first with Esc, and what was typed for it", () => {
    const counter = asking();
    press("Escape");
    push(counter, { ...sampleWork.enteringNumber, step: 8 });

    expect(asked(counter)).toEqual([{ name: "answerAnotherCard", payload: { step: 7, takeNew: false } }]);
    expect(typed()).toBe("A12345");
    expect(document.activeElement).toBe(screen.getByLabelText("照着卡面录入卡号"));
  });

  it("lets no key through to the screen below", () => {
    const counter = asking();
    for (const key of ["F2", "F10", "F9"]) press(key);

    expect([asked(counter), counter.store.getState().view]).toEqual([
      [],
      { page: "work", queueOpen: false, theme: "light" },
    ]);
  });
});
