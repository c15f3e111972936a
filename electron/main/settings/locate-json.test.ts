import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { locateJson, positionAt } from "./locate-json.ts";

function isTaken(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe("locateJson", () => {
  const text = '{\n  "a": [10, {"b": "x"}],\n  "c": null, "a b": 1.5e3\n}\n';
  const found = locateJson(text);
  const at = (path: readonly PropertyKey[]) => {
    if (!found.ok) throw new Error(`not JSON at ${found.error}`);
    return text.slice(found.value.offsetOf(path)).split(/[\s,}\]]/)[0];
  };

  it("finds where each value begins", () => {
    expect([["a"], ["a", 0], ["a", 1, "b"], ["c"], ["a b"]].map(at)).toEqual(["[10", "10", '"x"', "null", "1.5e3"]);
  });

  it("finds the value around one that is missing", () => {
    expect([at([]), at(["d"]), at(["a", 5]), at(["a", 1, "z", "y"])]).toEqual(["{", "{", "[10", '{"b":']);
  });

  it("finds the one that counts of a key that stands twice", () => {
    const twice = locateJson('{"a":1,"a":2}');

    expect(twice.ok && twice.value.offsetOf(["a"])).toBe(11);
  });

  it.each([
    ["", 0],
    ["{", 1],
    ['{"a" 1}', 5],
    ['{"a":1,}', 7],
    ['{"a":1} x', 8],
    ["[1 2]", 3],
    ["[01]", 2],
    ["{'a':1}", 1],
    ['{"a":tru}', 5],
    ['["\n"]', 1],
    ["// note\n{}", 0],
  ])("stops in %j at %i", (bad, offset) => {
    expect(locateJson(bad)).toEqual({ ok: false, error: offset });
  });

  it("takes what JSON.parse takes and nothing else", () => {
    const edited = fc
      .tuple(
        fc.json(),
        fc.nat(),
        fc.constantFrom("", ",", "{", "]", '"', "\\", "0", ".", "-", "e", "\u0007", "\u0085", "é", "😀"),
      )
      .map(([json, where, what]) => {
        const cut = where % (json.length + 1);
        return json.slice(0, cut) + what + json.slice(cut + (where % 2));
      });

    fc.assert(
      fc.property(fc.oneof(fc.json(), edited), (json) => {
        expect(locateJson(json).ok).toBe(isTaken(json));
      }),
      { numRuns: 2_000 },
    );
  });
});

it.each([
  [0, 1, 1],
  [2, 1, 3],
  [3, 2, 1],
  [6, 3, 2],
])("positionAt: offset %i is line %i, column %i", (offset, line, column) => {
  expect(positionAt("ab\nc\ndef", offset)).toEqual({ line, column });
});
