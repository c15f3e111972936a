import { describe, expect, it } from "vitest";
import { canonicalJson } from "./canonical-json.ts";

describe("canonical JSON", () => {
  it("is the same for the same content in any order, at any depth", () => {
    const one = { b: [{ d: 1, c: null }], a: "x" };
    const other = { a: "x", b: [{ c: null, d: 1 }] };
    expect(canonicalJson(one)).toBe('{"a":"x","b":[{"c":null,"d":1}]}');
    expect(canonicalJson(other)).toBe(canonicalJson(one));
  });

  it("differs where the order is content", () => {
    expect(canonicalJson([1, 2])).not.toBe(canonicalJson([2, 1]));
  });
});
