import { describe, expect, it } from "vitest";
import { findPatternHazard } from "./find-pattern-hazard.ts";

describe("findPatternHazard", () => {
  it.each([
    "^(\\d{16,19})=",
    "^99(\\d{16,19})=",
    "^(?!\\d{16,18}=\\d{0,2}=)(\\d{16,19})=",
    "^B(\\d{16,19})\\^",
    "^(\\d{4,20}(?:=\\d*)?)$",
    "^([0-9(A-Z]{9})$",
    "^\\((\\d+)\\)+$",
    "^(?<=x)(\\d+)$",
    "^(a|b)$",
    "^(\\d*\\d*\\d*)x",
    "^(\\d{16}\\d{3}\\d{107}\\d{1}\\d{2}\\d{3}\\d{4}\\d{5}\\d{6}\\d{7}\\d{8}\\d{9})x",
  ])("finds nothing in %s", (pattern) => {
    expect(findPatternHazard(pattern)).toBeUndefined();
  });

  it.each([
    ["^(\\d{16", "not-a-regular-expression"],
    ["^([)", "not-a-regular-expression"],
    ["(\\d{16})=", "not-anchored"],
    ["^a|(b)", "not-anchored"],
    ["^((?:a)|b)|c", "not-anchored"],
    ["^\\d{16}=", "not-one-capture-group"],
    ["^(\\d{16})=(\\d{4})", "not-one-capture-group"],
    ["^(?<key>\\d{16})=", "not-one-capture-group"],
    ["^(?<key>\\d{16})(=)", "not-one-capture-group"],
    ["^(\\d+)=\\1", "back-reference"],
    ["^((?:\\d+)+)$", "repeated-group"],
    ["^((?:a|a)*)$", "repeated-group"],
    ["^(\\d){16}=", "repeated-group"],
    ["^(\\d*\\d*\\d*\\d*)x", "too-many-ways"],
    ["^(\\d+\\d+\\d{0,99}\\d{1,})x", "too-many-ways"],
    ["^(\\d*\\d*\\d*\\d{0,8}\\d{0,8})x", "too-many-ways"],
    ["^(\\d{0,8}\\d{0,8}\\d{0,8}\\d{0,8}\\d{0,8}\\d{0,8}\\d{0,8})x", "too-many-ways"],
    [`^(${"\\d?".repeat(21)})x`, "too-many-ways"],
    [`^(${"a|".repeat(21)})x`, "too-many-ways"],
  ])("refuses %s: %s", (pattern, hazard) => {
    expect(findPatternHazard(pattern)).toBe(hazard);
  });
});
