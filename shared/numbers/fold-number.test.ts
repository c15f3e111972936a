import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldNumber } from "./fold-number.ts";

const anyText = fc.array(fc.nat({ max: 0xffff }), { maxLength: 24 }).map((units) => String.fromCharCode(...units));

describe("foldNumber", () => {
  it.each([
    ["a1234567４", "A12345674"],
    ["Ａ１２３４５６７４", "A12345674"],
    [" A12 345 674 ", "A12345674"],
    ["A12　345　674", "A12345674"],
    ["a12-345-674", "A12345674"],
    ["Ａ１２－３４５－６７４", "A12345674"],
    ["A12\u2014345\u2212674", "A12345674"],
    ["A12\u00A0345\u200B674\uFEFF", "A12345674"],
    ["a0000002x", "A0000002X"],
    ["11010519491231002ｘ", "11010519491231002X"],
    ["", ""],
    ["测试", "测试"],
    ["A12#45674", "A12#45674"],
  ])("makes %j mean %j", (typed, meant) => {
    expect(foldNumber(typed)).toBe(meant);
  });

  it("is idempotent", () => {
    const text = fc.oneof(anyText, fc.string({ unit: fc.constantFrom(..."Ａaａ－- 　ー４x\u00DF①") }));
    fc.assert(
      fc.property(text, (typed) => {
        expect(foldNumber(foldNumber(typed))).toBe(foldNumber(typed));
      }),
    );
  });
});
