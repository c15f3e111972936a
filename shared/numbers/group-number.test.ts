import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CardNumberRule } from "./card-number.ts";
import { bankNumberGroups, groupCardNumber, groupNumber, socialSecurityNumberGroups } from "./group-number.ts";

const rules: readonly CardNumberRule[] = [
  { id: "njsmk", length: 16, charset: "digits", check: "none", groups: [4, 4, 4, 4] },
  { id: "national", length: 9, charset: "digits-and-capitals", check: "gb11714-9", groups: [3, 3, 3] },
];

describe("groupNumber", () => {
  it.each([
    ["320102199001010010", socialSecurityNumberGroups, "320102 19900101 0010"],
    ["6222020000000000000", bankNumberGroups, "6222 0200 0000 0000 000"],
    ["6222020000000007", bankNumberGroups, "6222 0200 0000 0007"],
    ["A12345674", [3, 3, 3], "A12 345 674"],
    ["A12****74", [3, 4, 2], "A12 **** 74"],
    ["A123", [3, 3, 3], "A12 3"],
    ["A12", [3, 3, 3], "A12"],
    ["", [3, 3, 3], ""],
    ["A1234", [], "A1234"],
  ])("%s by %j is %s", (text, groups, expected) => {
    expect(groupNumber(text, groups)).toBe(expected);
  });

  it("changes nothing but spaces", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9A-Z*]{0,20}$/), fc.array(fc.nat({ max: 5 })), (text, groups) => {
        expect(groupNumber(text, groups).replaceAll(" ", "")).toBe(text);
      }),
    );
  });
});

describe("groupCardNumber", () => {
  it.each([
    ["A12345674", "A12 345 674"],
    ["A1234", "A12 34"],
    ["1234567890123456", "1234 5678 9012 3456"],
    ["1234567890", "1234 5678 90"],
    ["12345678901234567", "1234 5678 9012 3456 7"],
  ])("%s is %s", (text, expected) => {
    expect(groupCardNumber(text, rules)).toBe(expected);
  });

  it("leaves a number alone where a region has no rule", () => {
    expect(groupCardNumber("A12345674", [])).toBe("A12345674");
  });
});
