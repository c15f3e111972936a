import { expect, test } from "vitest";
import { FakeClock } from "../../shared/basics/fake-clock.ts";
import type { FromReaderHost } from "../../shared/contracts/reader-host.ts";
import { createLog, thrownFields } from "./log.ts";

test("twenty lines a second pass, and the next line that passes says how many did not", async () => {
  const clock = new FakeClock();
  const lines: FromReaderHost[] = [];
  const log = createLog((line) => lines.push(line), clock);
  for (let line = 0; line < 50; line += 1) log("info", "bytes-discarded", { bytes: 1 });
  await clock.advance(1000);
  log("info", "bytes-discarded", { bytes: 2 });
  log("info", "bytes-discarded", { bytes: 3 });

  expect(lines.length).toBe(22);
  expect(lines.slice(20)).toEqual([
    { kind: "log", level: "info", event: "bytes-discarded", fields: { bytes: 2, leftOut: 30 } },
    { kind: "log", level: "info", event: "bytes-discarded", fields: { bytes: 3 } },
  ]);
});

test("the fields of a thrown error name its class and place and never its message", () => {
  const fields = thrownFields(new RangeError("bad track ;6222020000000000000=2512?"));

  expect(fields["thrown"]).toBe("RangeError");
  expect(fields["place"]).toMatch(/^at .*log\.test\.ts/);
  expect(JSON.stringify(fields)).not.toContain("6222");
  expect(thrownFields("6222020000000000000")).toEqual({ thrown: "string" });
});
