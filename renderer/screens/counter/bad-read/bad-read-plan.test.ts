import { describe, expect, it } from "vitest";
import { aChipReaderState, aReaderState, sampleWork } from "../../../bridge/snapshot-builders.ts";
import { nextHelp } from "./bad-read-plan.ts";

const { badRead } = sampleWork;
const other = aReaderState({ reader: { ...aReaderState().reader, readerId: "second", model: "SureSwipe" } });

describe("the help for a card that does not read", () => {
  it("is the chip where a chip reader is ready, else another reader", () => {
    expect(nextHelp(badRead, [aReaderState(), other, aChipReaderState()])).toEqual({
      kind: "use-chip",
      model: "HD-100",
    });
    expect(nextHelp(badRead, [aReaderState(), other])).toEqual({ kind: "use-other", model: "SureSwipe" });
  });

  it("is the spare of the same model where there is one", () => {
    const spare = aReaderState({ reader: { ...aReaderState().reader, readerId: "spare" } });

    expect(nextHelp(badRead, [aReaderState(), spare])).toEqual({ kind: "use-other", model: "WBT-2000" });
  });

  it("never names a reader that is not ready", () => {
    const absent = { ...other, status: { kind: "absent" } as const };

    expect(nextHelp(badRead, [aReaderState(), absent])).toEqual({ kind: "go-on-later", count: 1 });
  });

  it("is going on by number once the policy allows it, and never where it does not", () => {
    expect(nextHelp({ ...badRead, badReads: 3, untilGoOn: 0 }, [aReaderState(), aChipReaderState()])).toEqual({
      kind: "go-on",
    });
    expect(nextHelp({ ...badRead, badReads: 9, untilGoOn: null }, [aReaderState()])).toEqual({ kind: "none" });
  });
});
