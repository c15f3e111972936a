import { describe, expect, it } from "vitest";
import { parseBenchOptions } from "./bench-options.ts";
import { figureIds } from "./figures.ts";

describe("parseBenchOptions", () => {
  it("measures everything in 30 rounds when nothing is asked for", () => {
    expect(parseBenchOptions([])).toEqual({ ok: true, value: { rounds: 30, only: figureIds, write: false } });
  });

  it("takes some figures, in the order of the page", () => {
    expect(parseBenchOptions(["--only", "memory", "--only=cold-start", "--rounds", "5"])).toEqual({
      ok: true,
      value: { rounds: 5, only: ["cold-start", "memory"], write: false },
    });
  });

  it("writes a page of a whole run", () => {
    expect(parseBenchOptions(["--write", "--rounds", "40"])).toMatchObject({ ok: true, value: { write: true } });
  });

  it.each([
    [["--only", "speed"], "no figure speed"],
    [["--rounds", "0"], "--rounds takes a whole number"],
    [["--rounds", "many"], "--rounds takes a whole number"],
    [["--write", "--only", "memory"], "--write takes all figures"],
    [["--write", "--rounds", "29"], "--write takes all figures"],
    [["--fast"], "usage:"],
    [["memory"], "usage:"],
  ])("turns %j away", (args, says) => {
    expect(parseBenchOptions(args)).toEqual({ ok: false, error: expect.stringContaining(says) });
  });
});
