import { describe, expect, it } from "vitest";
import type { NumberShape } from "../../../shared/contracts/counter-snapshot.ts";
import { judgeNumber } from "./judge-number.ts";

const nine: NumberShape = { length: 9, groups: [3, 3, 3], letters: true };
const sixteen: NumberShape = { length: 16, groups: [4, 4, 4, 4], letters: false };

describe("judgeNumber", () => {
  it.each([
    ["", { shape: nine, missing: 9, excess: 0, fault: null, isComplete: false }],
    ["A12345", { shape: nine, missing: 3, excess: 0, fault: null, isComplete: false }],
    ["A12345674", { shape: nine, missing: 0, excess: 0, fault: null, isComplete: true }],
    ["123456789", { shape: nine, missing: 0, excess: 0, fault: null, isComplete: true }],
    ["1234567890", { shape: sixteen, missing: 6, excess: 0, fault: null, isComplete: false }],
    ["1234567890123456", { shape: sixteen, missing: 0, excess: 0, fault: null, isComplete: true }],
    ["12345678901234567", { shape: sixteen, missing: 0, excess: 1, fault: null, isComplete: false }],
    ["A123456789", { shape: nine, missing: 0, excess: 1, fault: null, isComplete: false }],
  ])("judges %j by the shortest shape that holds it", (text, judged) => {
    expect(judgeNumber(text, [sixteen, nine])).toEqual(judged);
  });

  it("names the first character that no card number holds", () => {
    expect(judgeNumber("A1啊*", [nine])).toMatchObject({
      fault: { kind: "wrong-character", position: 3 },
      isComplete: false,
    });
  });

  it("names a letter where numbers have digits only", () => {
    expect(judgeNumber("12X", [sixteen])).toMatchObject({
      fault: { kind: "wrong-letter", position: 3, length: 16 },
      isComplete: false,
    });
  });

  it("never calls a number complete that holds a wrong character, whatever its length", () => {
    expect(judgeNumber("A1234567#", [nine]).isComplete).toBe(false);
  });
});
