import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkBankNumber, lastFourOf, passesLuhn } from "./bank-number.ts";

const anyText = fc.array(fc.nat({ max: 0xffff }), { maxLength: 24 }).map((units) => String.fromCharCode(...units));

const sound = ["4111111111111111", "6222020000000007", "6222020000000000000", "6217850000000000005"];

describe("checkBankNumber", () => {
  it.each(sound)("takes %s", (text) => {
    const checked = checkBankNumber(text);
    expect([checked, checked.ok && lastFourOf(checked.value)]).toEqual([{ ok: true, value: text }, text.slice(-4)]);
  });

  it.each([
    ["", { kind: "empty" }],
    ["6222020000000000001", { kind: "wrong-check" }],
    ["622202000000000", { kind: "wrong-length", expected: [16, 17, 18, 19], seen: 15 }],
    ["62220200000000000000", { kind: "wrong-length", expected: [16, 17, 18, 19], seen: 20 }],
    ["62220200O0000000000", { kind: "wrong-character", position: 9 }],
    ["６222020000000000000", { kind: "wrong-character", position: 1 }],
  ])("refuses %j", (text, fault) => {
    expect(checkBankNumber(text)).toEqual({ ok: false, error: fault });
  });

  it("refuses every single wrong bit", () => {
    for (const text of sound)
      for (let at = 0; at < text.length; at += 1)
        for (let bit = 0; bit < 8; bit += 1) {
          const flipped =
            text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ (1 << bit)) + text.slice(at + 1);
          expect(checkBankNumber(flipped).ok, `${text} bit ${bit} of character ${at + 1}`).toBe(false);
        }
  });

  it("never throws", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        checkBankNumber(text);
      }),
    );
  });
});

describe("passesLuhn", () => {
  it.each([
    ["", false],
    ["0", false],
    ["18", true],
    ["79927398713", true],
    ["79927398710", false],
    ["1a", false],
  ])("%j: %s", (text, expected) => {
    expect(passesLuhn(text)).toBe(expected);
  });
});
