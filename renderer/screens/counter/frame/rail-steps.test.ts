import { describe, expect, it } from "vitest";
import type { WorkView } from "../../../../shared/contracts/counter-snapshot.ts";
import { sampleWork } from "../../../bridge/snapshot-builders.ts";
import { railSteps } from "./rail-steps.ts";

const states = (work: WorkView | null) => railSteps(work).map(({ state }) => state);

describe("the step rail", () => {
  it.each([
    [null, ["now", "ahead", "ahead", "ahead"]],
    [sampleWork.idle, ["now", "ahead", "ahead", "ahead"]],
    [sampleWork.badRead, ["now", "ahead", "ahead", "ahead"]],
    [sampleWork.enteringNumber, ["past", "now", "ahead", "ahead"]],
    [sampleWork.lookingUp, ["past", "now", "ahead", "ahead"]],
    [sampleWork.confirming, ["past", "past", "now", "ahead"]],
    [sampleWork.submitting, ["past", "past", "now", "ahead"]],
    [sampleWork.ended, ["past", "past", "past", "now"]],
    [{ ...sampleWork.askingAnotherCard, interrupted: "confirming" as const }, ["past", "past", "now", "ahead"]],
  ])("stands where the work stands: %#", (work, expected) => {
    expect(states(work)).toEqual(expected);
  });

  it("never ticks a read that did not happen", () => {
    expect(states(sampleWork.statingReason)).toEqual(["skipped", "now", "ahead", "ahead"]);
    const trail = { read: { how: "none" as const, readerModel: "" }, cardNumberMasked: null };
    expect(states({ ...sampleWork.enteringNumber, trail })[0]).toBe("skipped");
  });

  it("never ticks a confirmation where the look-up ended the attempt", () => {
    expect(states({ ...sampleWork.ended, entryRef: null })).toEqual(["past", "past", "skipped", "now"]);
  });
});
