import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { RegionRules } from "./region-rules.ts";

const sound = {
  schema: 1,
  regionCode: "320100",
  names: { "zh-CN": "测试市", en: "Testville" },
  timeZone: "Asia/Shanghai",
  cardNumberRules: [
    { id: "national", length: 9, charset: "digits-and-capitals", check: "gb11714-9", groups: [3, 3, 3], note: "seen" },
  ],
  stripeKinds: [
    { track: 2, pattern: "^(\\d{16,19})=", kind: "bankNumber", check: "luhn" },
    { track: 2, pattern: "^(\\d{9})$", kind: "cardNumber", check: "card-number" },
    { track: 1, pattern: "^(\\d{18})$", kind: "personId", check: "none" },
    { track: 3, pattern: "^(\\d+)$", kind: "unknown", check: "luhn", note: "local" },
  ],
  nameMask: "family",
};

describe("RegionRules", () => {
  it("takes a sound file as it stands", () => {
    expect(RegionRules.parse(sound)).toEqual(sound);
  });

  it.each([
    ["another schema", { schema: 2 }, ["schema"]],
    ["a region code that is no number", { regionCode: "32010A" }, ["regionCode"]],
    ["a missing name", { names: { "zh-CN": "测试市" } }, ["names", "en"]],
    ["no card number rule", { cardNumberRules: [] }, ["cardNumberRules"]],
    ["an unknown mask", { nameMask: "none" }, ["nameMask"]],
    [
      "a bank number without Luhn",
      { stripeKinds: [{ track: 2, pattern: "^(.)", kind: "bankNumber", check: "none" }] },
      ["stripeKinds", 0, "check"],
    ],
    [
      "a fourth track",
      { stripeKinds: [{ track: 4, pattern: "^(.)", kind: "unknown", check: "none" }] },
      ["stripeKinds", 0, "track"],
    ],
    [
      "a pattern beyond any need",
      { stripeKinds: [{ track: 2, pattern: `^(${"a".repeat(120)})`, kind: "unknown", check: "none" }] },
      ["stripeKinds", 0, "pattern"],
    ],
    ["a misspelt field", { nameMasks: "family" }, []],
  ])("names the place of %s", (_what, change, path) => {
    const parsed = z.safeParse(RegionRules, { ...sound, ...change });
    expect(parsed.error?.issues.map((issue) => issue.path)).toEqual([path]);
  });
});
