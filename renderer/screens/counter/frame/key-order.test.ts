import { expect, it } from "vitest";
import { inBarOrder } from "./key-order.ts";

it("draws Esc first, then the screen's own keys, the pages, and language and help at the end", () => {
  const keys = ["F1", "F2", "F9", "r", "Escape", "F3", "F4", "F6", "F5"].map((key) => ({
    key,
    label: key,
    run: () => undefined,
  }));

  const { start, end } = inBarOrder(keys);

  expect(start.map(({ key }) => key)).toEqual(["Escape", "r", "F5", "F2", "F4", "F6", "F9"]);
  expect(end.map(({ key }) => key)).toEqual(["F3", "F1"]);
});
