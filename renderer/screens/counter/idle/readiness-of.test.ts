import { expect, it } from "vitest";
import { aChipReaderState, aReaderState } from "../../../bridge/snapshot-builders.ts";
import { readinessOf } from "./readiness-of.ts";

const paused = aReaderState({ status: { kind: "paused", byOperator: "T001", atMs: 0 } });
const absent = aReaderState({ status: { kind: "absent" } });

it.each([
  [[], { kind: "none" }],
  [[paused], { kind: "paused" }],
  [[absent], { kind: "not-ready" }],
  [[paused, absent], { kind: "not-ready" }],
  [[aReaderState()], { kind: "ready", by: "stripe" }],
  [[aReaderState({ status: { kind: "reading" } })], { kind: "ready", by: "stripe" }],
  [[paused, aChipReaderState()], { kind: "ready", by: "chip" }],
  [[aReaderState(), aChipReaderState()], { kind: "ready", by: "both" }],
])("speaks only of readers that take cards now: %#", (readers, readiness) => {
  expect(readinessOf(readers)).toEqual(readiness);
});
