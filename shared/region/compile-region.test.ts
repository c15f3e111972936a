import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { compileRegion } from "./compile-region.ts";
import { RegionRules } from "./region-rules.ts";

const folder = new URL("../../resources/regions/", import.meta.url);

function aRegionFile(name: string): RegionRules {
  return RegionRules.parse(JSON.parse(readFileSync(new URL(name, folder), "utf8")));
}

const national = aRegionFile("national.json");
const [nationalRule] = national.cardNumberRules;
const [bankRule] = national.stripeKinds;
if (nationalRule === undefined || bankRule === undefined) throw new Error("national.json has no rules");

describe("compileRegion", () => {
  it.each(readdirSync(folder))("takes %s", (name) => {
    const rules = aRegionFile(name);
    const region = compileRegion(rules);
    expect(region).toEqual({
      ok: true,
      value: {
        regionCode: rules.regionCode,
        names: rules.names,
        timeZone: rules.timeZone,
        nameMask: rules.nameMask,
        cardNumberRules: rules.cardNumberRules,
        stripeRules: rules.stripeKinds.map(({ track, kind, check, pattern }) => ({
          track,
          kind,
          check,
          expression: new RegExp(pattern, "u"),
        })),
      },
    });
  });

  it.each([
    ["a time zone nobody knows", { timeZone: "Asia/Atlantis" }, { kind: "bad-time-zone", path: "timeZone" }],
    [
      "an id used twice",
      { cardNumberRules: [nationalRule, nationalRule] },
      { kind: "repeated-id", path: "cardNumberRules[1].id" },
    ],
    [
      "groups of another length",
      { cardNumberRules: [{ ...nationalRule, groups: [3, 3] }] },
      { kind: "groups-do-not-add-up", path: "cardNumberRules[0].groups" },
    ],
    [
      "the national check on another length",
      { cardNumberRules: [{ ...nationalRule, length: 8, groups: [4, 4] }] },
      { kind: "check-needs-other-shape", path: "cardNumberRules[0].check" },
    ],
    [
      "the national check on digits",
      { cardNumberRules: [{ ...nationalRule, charset: "digits" as const }] },
      { kind: "check-needs-other-shape", path: "cardNumberRules[0].check" },
    ],
    [
      "a dangerous pattern",
      { stripeKinds: [bankRule, { ...bankRule, pattern: "^((?:\\d+)+)=" }] },
      { kind: "bad-pattern", path: "stripeKinds[1].pattern", hazard: "repeated-group" },
    ],
  ])("names the place of %s", (_what, change, fault) => {
    expect(compileRegion({ ...national, ...change })).toEqual({ ok: false, error: fault });
  });

  it("knows Nanjing's old 16-digit number as unverified", () => {
    const { cardNumberRules } = aRegionFile("nanjing.json");
    expect(cardNumberRules.map(({ id, length, note }) => [id, length, note?.startsWith("Unverified")])).toEqual([
      ["national", 9, undefined],
      ["njsmk", 16, true],
    ]);
  });
});
