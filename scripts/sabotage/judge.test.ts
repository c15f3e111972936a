import { expect, it } from "vitest";
import { judge } from "./judge.ts";
import type { Mutant } from "./mutant.ts";

const mutant: Mutant = {
  id: "x",
  breaks: "a promise",
  file: "a.ts",
  from: "a",
  to: "b",
  project: "unit",
  test: "a.test.ts",
  red: "keeps the promise",
};

function reportOf(results: Readonly<Record<string, "passed" | "failed">>) {
  const assertionResults = Object.entries(results).map(([fullName, status]) => ({ fullName, status }));
  return { testResults: [{ status: "failed", assertionResults }] };
}

it("judge: a mutant is caught when its test is red and a neighbour is green", () => {
  expect(judge(mutant, reportOf({ "a keeps the promise": "failed", "a does more": "passed" }))).toEqual({
    kind: "caught",
    red: ["a keeps the promise"],
    passed: 1,
  });
});

it.each([
  ["nothing is red", { "a keeps the promise": "passed" }, "survived"],
  ["another test is red", { "a keeps the promise": "passed", "a does more": "failed" }, "wrong-test"],
  ["everything is red", { "a keeps the promise": "failed" }, "did-not-run"],
  ["nothing ran", {}, "did-not-run"],
] as const)("judge: not caught when %s", (_name, results, kind) => {
  expect(judge(mutant, reportOf(results)).kind).toBe(kind);
});
