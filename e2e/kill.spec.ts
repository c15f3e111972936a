// A slice of the kill drill (`npm run drill:kill`): main dies by SIGKILL as it enters one call, and is started again.
import { expect } from "@playwright/test";
import { whyNoTracing } from "../lab/tracer.ts";
import { DrillStage } from "./drill/drill-stage.ts";
import { type KillPoint, nameOf } from "./drill/kill-points.ts";
import { killAt } from "./drill/kill-round.ts";
import { killScenarios } from "./drill/kill-scenarios.ts";
import { test } from "./harness/fixtures.ts";

const sliceLimitMs = 240_000;

const aPlace = { occurrence: 1, nth: 1, isKnown: true };
const places: readonly (KillPoint & { readonly kept: boolean })[] = [
  { ...aPlace, call: "write", target: "journal", isPooled: true, kept: false },
  { ...aPlace, call: "fdatasync", target: "journal", isPooled: true, kept: true },
  { ...aPlace, call: "writev", target: "service", isPooled: false, kept: true },
  { ...aPlace, call: "read", target: "service", isPooled: false, kept: true },
  { ...aPlace, call: "write", target: "journal", isPooled: true, occurrence: 2, nth: 2, kept: true },
];

test("main killed at its calls on journal and connection: one association, and the screens say what the ledger says", async () => {
  test.setTimeout(sliceLimitMs);
  const why = whyNoTracing();
  test.info().skip(why !== undefined, why ?? "");
  const [online] = killScenarios;
  if (online === undefined) throw new Error("no scenario");
  const stage = await DrillStage.open();
  try {
    for (const { kept, ...place } of places) {
      const result = await killAt(stage, online, place);
      expect(result, nameOf(place)).toMatchObject({ kind: "killed", faults: [], seen: { rowsKept: kept ? 1 : 0 } });
    }
  } finally {
    await stage.close();
  }
});
