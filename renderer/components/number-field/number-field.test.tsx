// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { useState } from "react";
import { afterEach, describe, expect, it } from "vitest";
import { NumberField } from "./NumberField.tsx";

const shape = { length: 9, groups: [3, 3, 3], letters: true };

function Form() {
  const [text, setText] = useState("");
  return (
    <>
      <NumberField label="卡号" text={text} onText={setText} shape={shape} wrongAt={null} hint="9 位" error={null} />
      <button type="button">other</button>
    </>
  );
}

function field(): HTMLInputElement {
  const element = screen.getByLabelText("卡号");
  if (!(element instanceof HTMLInputElement)) throw new Error("not a field");
  return element;
}

const type = (value: string) => fireEvent.change(field(), { target: { value } });
const drawn = () => [...document.querySelectorAll("[data-slot]")].map((slot) => slot.textContent);

afterEach(cleanup);

describe("the number field", () => {
  it.each([
    ["full-width characters", "Ａ１２", "A12"],
    ["lower case", "a0000002x", "A0000002X"],
    ["spaces and hyphens of a paste", " A12-345 674\n", "A12345674"],
    ["characters that are wrong, so that they can be named", "A1啊", "A1啊"],
    ["one character too many, so that it can be said", "A123456745", "A123456745"],
  ])("takes %s", (_what, typed, value) => {
    render(<Form />);
    type(typed);

    expect(field().value).toBe(value);
  });

  it("draws what the field holds, in printed groups, with a caret", () => {
    render(<Form />);
    type("a123");

    expect(drawn()).toEqual(["A", "1", "2", "3", "", "", "", "", ""]);
    expect(document.querySelectorAll(".slot--gap")).toHaveLength(2);
    expect(document.querySelector(".slot--next")?.getAttribute("data-slot")).toBe("4");
  });

  it("leaves text alone while an input method composes it, and folds it when it ends", () => {
    render(<Form />);
    fireEvent.compositionStart(field());
    type("ａ１");
    expect(field().value).toBe("ａ１");

    fireEvent.compositionEnd(field());
    expect(field().value).toBe("A1");
  });

  it("keeps the caret where a character was put in the middle", () => {
    render(<Form />);
    type("A1345");
    fireEvent.change(field(), { target: { value: "A1-2345", selectionStart: 4, selectionEnd: 4 } });

    expect([field().value, field().selectionStart]).toEqual(["A12345", 3]);
  });

  it("has the focus from the start and takes it back when it is lost to nothing", async () => {
    render(<Form />);
    expect(document.activeElement).toBe(field());

    field().blur();
    await act(() => new Promise<void>((resolve) => requestAnimationFrame(() => resolve())));

    expect(document.activeElement).toBe(field());
  });

  it("lets Tab go to a button, and fetches the focus with the next character", () => {
    render(<Form />);
    const other = screen.getByRole("button", { name: "other" });
    other.focus();
    expect(document.activeElement).toBe(other);

    fireEvent.keyDown(other, { key: "7" });

    expect(document.activeElement).toBe(field());
  });

  it("is described by its hint, and by what is wrong in its place", () => {
    const { rerender } = render(
      <NumberField
        label="卡号"
        text="A啊"
        onText={() => undefined}
        shape={shape}
        wrongAt={1}
        hint="9 位"
        error="第 2 位不能用"
      />,
    );
    expect([field().getAttribute("aria-invalid"), screen.getByRole("alert").textContent]).toEqual([
      "true",
      "第 2 位不能用",
    ]);

    rerender(
      <NumberField
        label="卡号"
        text="A"
        onText={() => undefined}
        shape={shape}
        wrongAt={null}
        hint="9 位"
        error={null}
      />,
    );
    const hint = document.getElementById(field().getAttribute("aria-describedby") ?? "");
    expect([field().getAttribute("aria-invalid"), hint?.textContent]).toEqual(["false", "9 位"]);
  });
});
