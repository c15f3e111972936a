import { describe, expect, it } from "vitest";
import { raceTable } from "./race-table.ts";

describe("raceTable", () => {
  it("says of each race what was seen, counts its violations by kind, and gives the verdict", () => {
    const table = raceTable([
      { name: "one", tally: { rounds: 3, saw: { a: 2, b: 1 }, violations: [] }, isAsItMust: true },
      { name: "another", tally: { rounds: 40, saw: { c: 40 }, violations: ["x", "y", "x"] }, isAsItMust: false },
    ]);

    expect(table.split("\n")).toEqual([
      "race     rounds  seen        violations    verdict",
      "one      3       a: 2; b: 1  0             as it must",
      "another  40      c: 40       2 × x; 1 × y  NOT AS IT MUST",
    ]);
  });
});
