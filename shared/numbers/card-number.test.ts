import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CardNumberRule, cardNumberCheckCharacter, checkCardNumberByRules } from "./card-number.ts";
import { foldNumber } from "./fold-number.ts";

const anyText = fc.array(fc.nat({ max: 0xffff }), { maxLength: 24 }).map((units) => String.fromCharCode(...units));

const national: CardNumberRule = {
  id: "national",
  length: 9,
  charset: "digits-and-capitals",
  check: "gb11714-9",
  groups: [3, 3, 3],
};
const sixteen: CardNumberRule = { id: "njsmk", length: 16, charset: "digits", check: "none", groups: [4, 4, 4, 4] };
const fitting = ["A12345674", "A01234565", "A00000011", "A0000002X", "A00000070", "123456788", "000000019"];

describe("checkCardNumberByRules, the national rule", () => {
  it.each(fitting)("%s fits", (text) => {
    expect(checkCardNumberByRules(text, [national])).toEqual({
      ok: true,
      value: { number: text, check: "fits", rule: national },
    });
  });

  it.each(["A12345670", "A12345675", "A01234567", "A00000021", "A0000001X"])("%s is doubtful, not refused", (text) => {
    expect(checkCardNumberByRules(text, [national])).toMatchObject({ ok: true, value: { check: "doubtful" } });
  });

  it.each([
    ["", { kind: "empty" }],
    ["A1234567", { kind: "wrong-length", expected: [9], seen: 8 }],
    ["A123456744", { kind: "wrong-length", expected: [9], seen: 10 }],
    ["A", { kind: "wrong-length", expected: [9], seen: 1 }],
    ["a12345674", { kind: "wrong-character", position: 1 }],
    ["A1234567４", { kind: "wrong-character", position: 9 }],
    ["A1234567A", { kind: "wrong-character", position: 9 }],
    ["A12 345 674", { kind: "wrong-character", position: 4 }],
    ["A1#", { kind: "wrong-character", position: 3 }],
    ["A1\u{20000}34567", { kind: "wrong-character", position: 3 }],
    ["A12345674#", { kind: "wrong-character", position: 10 }],
  ])("%j is refused", (text, fault) => {
    expect(checkCardNumberByRules(text, [national])).toEqual({ ok: false, error: fault });
  });

  it("takes a folded number that was refused unfolded", () => {
    expect([
      checkCardNumberByRules("a1234567４", [national]).ok,
      checkCardNumberByRules(foldNumber("a1234567４"), [national]),
    ]).toEqual([false, { ok: true, value: { number: "A12345674", check: "fits", rule: national } }]);
  });

  it("takes every body with its computed check character", () => {
    const body = fc.string({
      unit: fc.constantFrom(..."0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
      minLength: 8,
      maxLength: 8,
    });
    fc.assert(
      fc.property(body, (eight) => {
        expect(checkCardNumberByRules(eight + cardNumberCheckCharacter(eight), [national])).toMatchObject({
          value: { check: "fits" },
        });
      }),
    );
  });

  it("refuses, doubts or reads the same after any single wrong bit, folded or not", () => {
    for (const text of fitting)
      for (let at = 0; at < text.length; at += 1)
        for (let bit = 0; bit < 8; bit += 1) {
          const flipped =
            text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ (1 << bit)) + text.slice(at + 1);
          for (const typed of [flipped, foldNumber(flipped)]) {
            const checked = checkCardNumberByRules(typed, [national]);
            const isSafe = !checked.ok || checked.value.check === "doubtful" || checked.value.number === text;
            expect(isSafe, `${text} bit ${bit} of character ${at + 1}`).toBe(true);
          }
        }
  });

  it("never throws", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        checkCardNumberByRules(text, [national, sixteen]);
      }),
    );
  });
});

describe("checkCardNumberByRules", () => {
  const rules = [national, sixteen];

  it("lets the first rule that takes the text decide", () => {
    const lax: CardNumberRule = { ...national, id: "lax", check: "none" };
    expect([
      checkCardNumberByRules("1234567890123456", rules),
      checkCardNumberByRules("A12345670", [national, lax]),
      checkCardNumberByRules("A1234567A", [national, lax]),
    ]).toEqual([
      { ok: true, value: { number: "1234567890123456", check: "none", rule: sixteen } },
      { ok: true, value: { number: "A12345670", check: "doubtful", rule: national } },
      { ok: true, value: { number: "A1234567A", check: "none", rule: lax } },
    ]);
  });

  it.each([
    ["", { kind: "empty" }],
    ["A123", { kind: "wrong-length", expected: [9, 16], seen: 4 }],
    ["A1234567890123", { kind: "wrong-length", expected: [9, 16], seen: 14 }],
    ["12345678901234567", { kind: "wrong-length", expected: [9, 16], seen: 17 }],
    ["A234567890123456", { kind: "wrong-character", position: 1 }],
    ["12345678A", { kind: "wrong-character", position: 9 }],
    ["1234567890#", { kind: "wrong-character", position: 11 }],
  ])("%j has the fault of the nearest rule", (text, fault) => {
    expect(checkCardNumberByRules(text, rules)).toEqual({ ok: false, error: fault });
  });
});
