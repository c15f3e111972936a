import { describe, expect, it } from "vitest";
import { slotsOf } from "./slots-of.ts";

describe("slotsOf", () => {
  it("groups the slots as printed and leaves the untyped ones empty", () => {
    const slots = slotsOf("A1", { length: 5, groups: [2, 3], letters: true });

    expect(slots).toEqual([
      { index: 0, character: "A", opensGroup: false },
      { index: 1, character: "1", opensGroup: false },
      { index: 2, character: "", opensGroup: true },
      { index: 3, character: "", opensGroup: false },
      { index: 4, character: "", opensGroup: false },
    ]);
  });

  it("draws what is typed beyond the shape", () => {
    const slots = slotsOf("12345", { length: 4, groups: [4], letters: false });

    expect(slots.map(({ character }) => character)).toEqual(["1", "2", "3", "4", "5"]);
  });
});
