import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldNumber } from "./fold-number.ts";
import {
  checkSocialSecurityNumber,
  checkSocialSecurityNumberOnCard,
  isSocialSecurityNumberShaped,
  socialSecurityNumberCheckCharacter,
} from "./social-security-number.ts";

const anyText = fc.array(fc.nat({ max: 0xffff }), { maxLength: 24 }).map((units) => String.fromCharCode(...units));

const today = { year: 2026, month: 3, day: 1 };
const sound = [
  "11010519491231002X",
  "440524188001010014",
  "34052419800101001X",
  "320102199001010010",
  "320102199001010029",
  "320102199001010037",
  "32010219900101007X",
  "320102200002290048",
  "810000199001010019",
  "820000199001010029",
  "830000199001010039",
  "911320199001010015",
];

function withCheck(digits: string): string {
  return digits + socialSecurityNumberCheckCharacter(digits);
}

describe("checkSocialSecurityNumber", () => {
  it.each(sound)("takes %s", (text) => {
    expect(checkSocialSecurityNumber(text, today)).toEqual({ ok: true, value: text });
  });

  it.each([
    ["", { kind: "empty" }],
    ["110105194912310021", { kind: "wrong-check" }],
    ["32010219900101001X", { kind: "wrong-check" }],
    ["11010519491231002x", { kind: "wrong-character", position: 18 }],
    ["3201021990010100X0", { kind: "wrong-character", position: 17 }],
    ["32010219900101001", { kind: "wrong-length", expected: [18], seen: 17 }],
    ["3201021990010100100", { kind: "wrong-length", expected: [18], seen: 19 }],
    ["320102900101001", { kind: "wrong-length", expected: [18], seen: 15 }],
    [withCheck("00000019900101001"), { kind: "no-region" }],
    [withCheck("32010219901301001"), { kind: "not-a-date" }],
    [withCheck("32010219900001001"), { kind: "not-a-date" }],
    [withCheck("32010219900100001"), { kind: "not-a-date" }],
    [withCheck("32010219900431001"), { kind: "not-a-date" }],
    [withCheck("32010219990229001"), { kind: "not-a-date" }],
    [withCheck("32010219000229001"), { kind: "not-a-date" }],
    [withCheck("32010217990101001"), { kind: "not-a-date" }],
    [withCheck("32010220260302001"), { kind: "date-in-future" }],
    [withCheck("32010220270101001"), { kind: "date-in-future" }],
  ])("refuses %s", (text, fault) => {
    expect(checkSocialSecurityNumber(text, today)).toEqual({ ok: false, error: fault });
  });

  it("takes somebody born today", () => {
    expect(checkSocialSecurityNumber(withCheck("32010220260301001"), today).ok).toBe(true);
  });

  it("refuses or reads the same after any single wrong bit, folded or not", () => {
    for (const text of sound)
      for (let at = 0; at < text.length; at += 1)
        for (let bit = 0; bit < 8; bit += 1) {
          const flipped =
            text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ (1 << bit)) + text.slice(at + 1);
          for (const typed of [flipped, foldNumber(flipped)]) {
            const checked = checkSocialSecurityNumberOnCard(typed, today);
            const isSafe = !checked.ok || checked.value.number === text;
            expect(isSafe, `${text} bit ${bit} of character ${at + 1}`).toBe(true);
          }
        }
  });

  it("never throws", () => {
    const text = fc.oneof(anyText, fc.stringMatching(/^[0-9]{14,18}X?$/));
    fc.assert(
      fc.property(text, (typed) => {
        checkSocialSecurityNumberOnCard(typed, today);
        isSocialSecurityNumberShaped(typed);
      }),
    );
  });
});

describe("checkSocialSecurityNumberOnCard", () => {
  it.each([
    ["110105491231002", "11010519491231002X"],
    ["320102900101001", "320102199001010010"],
  ])("shows what %s stands for beside it", (seen, number) => {
    expect(checkSocialSecurityNumberOnCard(seen, today)).toEqual({
      ok: true,
      value: { kind: "converted", number, seen },
    });
  });

  it("leaves 18 characters as they are", () => {
    expect(checkSocialSecurityNumberOnCard("11010519491231002X", today)).toEqual({
      ok: true,
      value: { kind: "as-seen", number: "11010519491231002X" },
    });
  });

  it.each([
    ["320102901301001", { kind: "not-a-date" }],
    ["32010290010100X", { kind: "wrong-character", position: 15 }],
    ["32010290010100", { kind: "wrong-length", expected: [18], seen: 14 }],
  ])("refuses %s", (text, fault) => {
    expect(checkSocialSecurityNumberOnCard(text, today)).toEqual({ ok: false, error: fault });
  });
});

describe("isSocialSecurityNumberShaped", () => {
  it.each([
    ["320102199001010010", true],
    ["320102900101001", true],
    ["32010219900101001X", false],
    ["320102901301001", false],
    [withCheck("32010229900101001"), true],
    ["A12345674", false],
    ["", false],
  ])("%s: %s", (text, expected) => {
    expect(isSocialSecurityNumberShaped(text)).toBe(expected);
  });
});
