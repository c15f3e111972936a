import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { mayNameTest } from "./may-name-test.ts";
import { mutants } from "./mutants.ts";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const textOf = (file: string): string => {
  const whole = path.join(root, file);
  return existsSync(whole) ? readFileSync(whole, "utf8") : "";
};

describe("every mutant", () => {
  it("has an id of its own", () => {
    expect(new Set(mutants.map(({ id }) => id)).size).toBe(mutants.length);
  });

  it("breaks a text that stands in its file exactly once", () => {
    const stale = mutants.filter(({ file, from }) => textOf(file).split(from).length !== 2);

    expect(stale.map(({ id, file }) => `${id}: ${file}`)).toEqual([]);
  });

  it("names a test that is there", () => {
    const stale = mutants.filter(({ test, red }) => !mayNameTest(textOf(test), red));

    expect(stale.map(({ id, test, red }) => `${id}: ${test}: ${red}`)).toEqual([]);
  });
});

it.each([
  ["keeps the promise", true],
  ["the room keeps", true],
  ["takes the length 111 for corrupt", true],
  ["the room takes the length 111", true],
  ["keeps the promises", false],
  ["takes the width 111", false],
  ["another room keeps the promise", false],
])("finds %j among the titles of a test file: %s", (part, isThere) => {
  const source =
    'describe("the room", () => { it("keeps the promise"); it.each([])(\n"takes the length %i for corrupt") })';

  expect(mayNameTest(source, part)).toBe(isThere);
});
