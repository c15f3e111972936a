import { describe, expect, it } from "vitest";
import { anEntry, Counter, idOf, problemReply, watchedFiles } from "./journal.fixture.ts";
import type { FileFault } from "./journal-files.ts";

const dayMs = 86_400_000;

/** A journal with one parked entry, on a disk that can be made to fail, and what it told of that. */
async function aBench() {
  const counter = new Counter();
  let failing: FileFault["kind"] | undefined;
  const files = watchedFiles(counter.files, (call) => (call.startsWith("append") ? failing : undefined));
  const journal = await counter.open({ files });
  await journal.save(anEntry(1), true);
  await journal.park(idOf(1), "request/invalid", "ref-1");
  const told: (string | null)[] = [];
  journal.onFault((fault) => told.push(fault?.kind ?? null));
  const fail = (kind: FileFault["kind"] | undefined) => {
    failing = kind;
  };
  return { counter, journal, told, fail };
}

type Bench = Awaited<ReturnType<typeof aBench>>;

describe("a journal that can't be written", () => {
  it.each([
    ["another try was asked for", ({ journal }: Bench) => journal.askRetry(idOf(1))],
    ["an entry is saved", ({ journal }: Bench) => journal.save(anEntry(2), false)],
    [
      "a look-up that ended an attempt is kept",
      ({ journal }: Bench) =>
        journal.keepLookUp({
          lookUpId: idOf(7),
          raw: problemReply(422, "refused/lost", { refusal: { reason: "lost", since: null } }),
          shown: anEntry(1).shown,
          businessDay: "2026-03-12",
        }),
    ],
  ])("says so when %s, and that it is over at the next fact that is durable", async (_name, write) => {
    const bench = await aBench();
    bench.fail("disk-full");
    await write(bench);
    const whileFull = bench.journal.fault?.kind;

    bench.fail(undefined);
    await write(bench);

    expect([whileFull, bench.journal.fault, bench.told]).toEqual(["disk-full", null, ["disk-full", null]]);
    expect(bench.counter.reports.slice(-2)).toEqual(["journal-fault", "journal-fault-over"]);
  });

  it("says it once, however often it is tried", async () => {
    const { journal, told, fail } = await aBench();
    fail("failed");
    for (const n of [2, 3]) await journal.save(anEntry(n), false);
    fail("disk-full");
    await journal.save(anEntry(3), false);

    expect(told).toEqual(["write-failed", "disk-full"]);
  });

  it("is no fault once it was closed", async () => {
    const { counter, journal, told } = await aBench();
    await journal.close();
    counter.clock.jumpWallClock(dayMs);
    await journal.save(anEntry(2), false);

    expect([journal.fault, told]).toEqual([null, []]);
  });
});
