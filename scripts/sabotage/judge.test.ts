import { describe, expect, it } from "vitest";
import { judge, type VitestReport, whyUnproven } from "./judge.ts";
import type { Mutant } from "./mutant.ts";

const mutant: Mutant = {
  id: "x",
  breaks: "a promise",
  file: "a.ts",
  from: "a",
  to: "b",
  project: "unit",
  test: "room/a.test.ts",
  red: "keeps the promise",
};

function reportOf(results: Readonly<Record<string, "passed" | "failed">>, file = mutant.test): VitestReport {
  const assertionResults = Object.entries(results).map(([fullName, status]) => ({ fullName, status }));
  return { testResults: [{ name: `/copy/${file}`, assertionResults }] };
}

describe("judge", () => {
  it("calls a mutant caught when its test is red and a neighbour is green", () => {
    const report = reportOf({ "a falls over": "failed", "a keeps the promise": "failed", "a does more": "passed" });

    expect(judge(mutant, report)).toEqual({ kind: "caught", by: "a keeps the promise", alsoRed: 1, passed: 1 });
  });

  it.each([
    ["nothing is red", { "a keeps the promise": "passed" }, "survived"],
    ["another test is red", { "a keeps the promise": "passed", "a does more": "failed" }, "wrong-test"],
    ["everything is red", { "a keeps the promise": "failed" }, "did-not-run"],
    ["nothing ran", {}, "did-not-run"],
  ] as const)("does not when %s", (_name, results, kind) => {
    expect(judge(mutant, reportOf(results)).kind).toBe(kind);
  });

  it("looks at no other file's tests", () => {
    const report = reportOf({ "a keeps the promise": "failed", "a does more": "passed" }, "room/b.test.ts");

    expect(judge(mutant, report)).toEqual({ kind: "did-not-run", why: "no tests" });
  });
});

describe("whyUnproven", () => {
  it("has nothing against a named test that passes", () => {
    expect(whyUnproven(mutant, reportOf({ "a keeps the promise": "passed", "a does more": "failed" }))).toBeUndefined();
  });

  it.each([
    ["is red already", { "a keeps the promise": "failed" }, /"a keeps the promise" does not pass/],
    ["is gone", { "a does more": "passed" }, /no test named "keeps the promise"/],
    ["has a file that does not load", {}, /ran no test/],
  ] as const)("says that the named test %s", (_name, results, words) => {
    expect(whyUnproven(mutant, reportOf(results))).toMatch(words);
  });
});
