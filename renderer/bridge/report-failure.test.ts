// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from "vitest";
import { ScreenError } from "../../shared/contracts/ipc.ts";
import { createFakeBridge } from "./fake-bridge.ts";
import { createReportFailure, reportUncaught } from "./report-failure.ts";

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

function given() {
  const { bridge, sent } = createFakeBridge();
  const report = createReportFailure(bridge);
  stops.push(reportUncaught(window, report));
  return { report, reports: () => sent.map(({ payload }) => payload) };
}

/** An error as V8 writes it: name and message, then where. */
function thrown(message: string): Error {
  const error = new RangeError(message);
  error.stack = [
    `RangeError: ${message}`,
    "    at NumberField (file:///opt/kalian/renderer/assets/index-B2f.js:12:345)",
    "    at async Object.run (file:///opt/kalian/renderer/assets/index-B2f.js:1:99)",
    "    at file:///opt/kalian/renderer/assets/index-B2f.js:7:8",
    "    at <anonymous>",
  ].join("\n");
  return error;
}

describe("a failure of the page", () => {
  it("is reported by name, reference and place, and nothing of its message", () => {
    const { report, reports } = given();

    const reference = report(thrown("holds A12345674\n    at A12345674 (x.js:1:1)"));

    expect(reports()).toEqual([
      {
        name: "RangeError",
        reference,
        frames: ["NumberField index-B2f.js:12:345", "Object.run index-B2f.js:1:99", "index-B2f.js:7:8"],
      },
    ]);
    expect(ScreenError.safeParse(reports()[0]).success).toBe(true);
  });

  it("that nobody caught is reported too", () => {
    const { reports } = given();
    const error = thrown("holds A12345674");

    window.dispatchEvent(new ErrorEvent("error", { error }));
    window.dispatchEvent(Object.assign(new Event("unhandledrejection"), { reason: error }));

    expect(reports()).toEqual([
      expect.objectContaining({ name: "RangeError" }),
      expect.objectContaining({ name: "RangeError" }),
    ]);
  });

  it.each([["a text with A12345674"], [undefined], [{ name: "x" }]])(
    "that is no error (%j) has no name and no place",
    (failure) => {
      const { report, reports } = given();
      report(failure);

      expect(reports()).toEqual([expect.objectContaining({ name: "unknown", frames: [] })]);
    },
  );

  it("has its reference also where main cannot be reached", () => {
    const report = createReportFailure({ reportScreenError: () => Promise.reject(new Error("no main")) });

    expect(report(thrown("x"))).toMatch(/^ui\/[0-9a-z]{1,12}$/);
  });
});
