import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  isMaskedName,
  isMaskedNumber,
  maskBankNumber,
  maskCardNumber,
  maskName,
  maskSocialSecurityNumber,
} from "./masks.ts";

describe("masks", () => {
  it.each([
    ["a card number", maskCardNumber("A12345674"), "A12****74"],
    ["a 16-digit card number", maskCardNumber("1234567890123456"), "123***********56"],
    ["a short card number", maskCardNumber("A1234567"), "********"],
    ["no card number", maskCardNumber(""), ""],
    ["a social security number", maskSocialSecurityNumber("320102199001010010", "counter"), "320102********0010"],
    [
      "a social security number in public",
      maskSocialSecurityNumber("320102199001010010", "strict"),
      "320************010",
    ],
    ["an old social security number", maskSocialSecurityNumber("320102900101001", "counter"), "320102*****1001"],
    ["a short social security number", maskSocialSecurityNumber("3201021990010", "counter"), "*************"],
    ["a bank number", maskBankNumber("6222020000000000000"), "622202*********0000"],
    ["a short bank number", maskBankNumber("622202000"), "*********"],
    ["a name, family kept", maskName("测试员", "family"), "测**"],
    ["a name, given kept", maskName("测试员", "given"), "*试员"],
    ["a rare family name", maskName("\u{20BB7}试", "family"), "\u{20BB7}*"],
    ["a name of one character", maskName("测", "given"), "*"],
    ["no name", maskName("", "family"), ""],
  ])("mask %s", (_what, masked, expected) => {
    expect(masked).toBe(expected);
  });

  it("hide at least four characters of any number, or all of it", () => {
    const masks = [
      maskCardNumber,
      maskBankNumber,
      (text: string) => maskSocialSecurityNumber(text, "counter"),
      (text: string) => maskSocialSecurityNumber(text, "strict"),
    ];
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."0123456789X\u{20BB7}"), maxLength: 40 }), (text) => {
        for (const mask of masks) {
          const hidden = [...mask(text)].filter((character) => character === "*").length;
          expect(hidden).toBeGreaterThanOrEqual(Math.min(4, [...text].length));
        }
      }),
    );
  });

  it("are known as masks, of every number and name", () => {
    const number = fc.string({ unit: fc.constantFrom(..."0123456789X"), maxLength: 40 });
    const name = fc.string({ unit: "grapheme", maxLength: 20 });
    fc.assert(
      fc.property(number, name, (text, person) => {
        const numbers = [maskCardNumber(text), maskBankNumber(text), maskSocialSecurityNumber(text, "counter")];
        const names = [maskName(person, "family"), maskName(person, "given")];
        expect([...numbers, maskSocialSecurityNumber(text, "strict")].filter((mask) => !isMaskedNumber(mask))).toEqual(
          [],
        );
        expect(names.filter((mask) => !isMaskedName(mask))).toEqual([]);
      }),
    );
  });

  it.each(["A12345674", "320102199001010010", "6222020000000000000", "6222020000000000000****", "A12**5674"])(
    "are not what %s is",
    (text) => {
      expect(isMaskedNumber(text)).toBe(false);
    },
  );

  it.each(["测试员", "测试*", "T"])("of a name are not what %s is", (name) => {
    expect(isMaskedName(name)).toBe(false);
  });
});
