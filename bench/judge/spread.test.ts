import { describe, expect, it } from "vitest";
import { spreadOf } from "./spread.ts";

describe("spreadOf", () => {
  it("is the same in whatever order the samples came", () => {
    expect(spreadOf([5, 1, 4, 2, 3])).toEqual({ count: 5, p25: 2, median: 3, p75: 4, p99: 4.96 });
  });

  it("lies between two samples in proportion", () => {
    expect(spreadOf([1, 2, 3, 10])).toEqual({ count: 4, p25: 1.75, median: 2.5, p75: 4.75, p99: expect.closeTo(9.79) });
  });

  it("of one sample is that sample", () => {
    expect(spreadOf([7])).toEqual({ count: 1, p25: 7, median: 7, p75: 7, p99: 7 });
  });

  it("does not sort numbers as texts", () => {
    expect(spreadOf([10, 9, 8]).median).toBe(9);
  });

  it("does not exist for nothing", () => {
    expect(() => spreadOf([])).toThrow(RangeError);
  });
});
