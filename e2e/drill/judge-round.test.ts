import { expect, it } from "vitest";
import { faultsOf, type SeenRound } from "./judge-round.ts";

/** Killed after the entry was durable; the restart delivered it and said so. */
function aRound(seen: Partial<SeenRound>): SeenRound {
  return {
    saidSaved: true,
    saidConfirmed: false,
    rowsAtDeath: 0,
    hasNotice: true,
    isListed: true,
    rowsKept: 1,
    outcomesAtEnd: ["confirmed"],
    ...seen,
  };
}

it("an entry that was kept and told, or not kept and not told, breaks nothing", () => {
  const nothingKept = aRound({ saidSaved: false, hasNotice: false, isListed: false, rowsKept: 0 });

  expect([aRound({}), nothingKept].map(faultsOf)).toEqual([[], []]);
});

for (const [what, seen, fault] of [
  ["an entry that was said to be saved and is gone", { rowsKept: 0, hasNotice: false, isListed: false }, "lost"],
  ["no row at the end", { outcomesAtEnd: [] }, "lost"],
  ["two rows", { outcomesAtEnd: ["confirmed", "confirmed"] }, "double"],
  ["confirmed on screen before there was a row", { saidConfirmed: true }, "untrue"],
  ["a restart that says nothing of what it settled", { hasNotice: false }, "untrue"],
  ["a list without it", { isListed: false }, "untrue"],
  ["another outcome", { outcomesAtEnd: ["already_associated"] }, "untrue"],
] as const satisfies readonly (readonly [string, Partial<SeenRound>, string])[])
  it(`${what} is ${fault}`, () => {
    expect(faultsOf(aRound(seen)).map((text) => text.split(":")[0])).toEqual([fault]);
  });
