import { describe, expect, it } from "vitest";
import { aChipReaderState, aReaderState, sampleWork } from "../../../bridge/snapshot-builders.ts";
import { summarizeReaders } from "./reader-summary.ts";

describe("summarizeReaders", () => {
  it("gives one line per technology that is there", () => {
    expect(summarizeReaders([aReaderState(), aChipReaderState()], sampleWork.idle)).toEqual([
      { technology: "stripe", kind: "ready" },
      { technology: "chip", kind: "ready" },
    ]);
    expect(summarizeReaders([], sampleWork.idle)).toEqual([]);
  });

  it("lets one reader that works speak for its technology", () => {
    const absent = aReaderState({ status: { kind: "absent" } });

    expect(summarizeReaders([absent, aReaderState()], null)).toEqual([{ technology: "stripe", kind: "ready" }]);
    expect(summarizeReaders([absent], null)).toEqual([{ technology: "stripe", kind: "absent" }]);
  });

  it("says where the last card was not read", () => {
    expect(summarizeReaders([aReaderState(), aChipReaderState()], sampleWork.badRead)).toEqual([
      { technology: "stripe", kind: "failed" },
      { technology: "chip", kind: "ready" },
    ]);
  });
});
