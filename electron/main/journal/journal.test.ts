import { describe, expect, it } from "vitest";
import type { EntryState } from "../../../shared/association/entry-state.ts";
import { err, ok } from "../../../shared/basics/result.ts";
import {
  anEntry,
  aProcessTable,
  away,
  Counter,
  confirmedReply,
  get,
  idOf,
  journalFile,
  keyFile,
  morningMs,
  problemReply,
  timeout,
  watchedFiles,
} from "./journal.fixture.ts";
import { type Journal, openJournal } from "./journal.ts";
import type { FileFault, JournalFiles } from "./journal-files.ts";

const dayMs = 24 * 3_600_000;

function statesOf(journal: Journal): readonly EntryState["kind"][] {
  return journal.unsettled().map(({ state }) => state.kind);
}

/** A journal on watched files: what was called, and a way to make calls fail. */
async function aWatchedJournal(counter: Counter): Promise<{
  readonly journal: Journal;
  readonly calls: string[];
  readonly failing: Map<string, FileFault["kind"]>;
}> {
  const calls: string[] = [];
  const failing = new Map<string, FileFault["kind"]>();
  const files = watchedFiles(counter.files, (call) => {
    calls.push(call);
    return failing.get(call);
  });
  return { journal: await counter.open({ files }), calls, failing };
}

describe("save", () => {
  it("makes the entry durable before it resolves, and the file's name before the first one", async () => {
    const { journal, calls } = await aWatchedJournal(new Counter());
    const opening = calls.splice(0);

    await journal.save(anEntry(1), true);

    expect(opening.filter((call) => /entries|syncFolder journal/.test(call))).toEqual([
      "read entries.kalian",
      "openAppend entries.kalian.new",
      "append entries.kalian.new",
      "sync entries.kalian.new",
      "rename entries.kalian",
      "openAppend entries.kalian",
      "truncate entries.kalian",
      "sync entries.kalian",
      "syncFolder journal",
    ]);
    expect(calls).toEqual(["append entries.kalian", "sync entries.kalian"]);
  });

  it("survives a power cut at any moment after it resolved", async () => {
    const counter = new Counter();
    await (await counter.open()).save(anEntry(1), false);

    counter.cutPower();

    expect((await counter.open()).unsettled().map(({ entry }) => entry)).toEqual([anEntry(1)]);
  });

  it("tells readers and listeners only what is durable", async () => {
    const { journal, calls } = await aWatchedJournal(new Counter());
    journal.onChange((item) => calls.push(item.kind === "entry" ? `told ${item.state.kind}` : "told"));
    calls.splice(0);

    const saving = journal.save(anEntry(1), false);
    const seenBefore = journal.find(idOf(1));
    await saving;

    expect(seenBefore).toBeUndefined();
    expect(calls).toEqual(["append entries.kalian", "sync entries.kalian", "told waiting"]);
  });

  it("is idempotent by the entry's id", async () => {
    const { journal, calls } = await aWatchedJournal(new Counter());
    await journal.save(anEntry(1), true);
    calls.splice(0);

    expect(await journal.save(anEntry(1), false)).toEqual({ ok: true, value: undefined });
    expect([calls, statesOf(journal)]).toEqual([[], ["sending"]]);
  });

  it("throws when an id is used for another request", async () => {
    const journal = await new Counter().open();
    await journal.save(anEntry(1), true);
    const { request } = anEntry(1);

    await expect(journal.save(anEntry(1, { request: { ...request, cardNumber: "B12345678" } }), true)).rejects.toThrow(
      "the entry id is taken",
    );
    expect((await journal.save(anEntry(2), true)).ok).toBe(true);
  });

  it("never writes a record that it could not read back", async () => {
    const counter = new Counter();
    const journal = await counter.open();
    const before = get(await counter.files.read(journalFile));
    const tooLong = { cardNumberMasked: "*".repeat(61), holderNameMasked: null, how: "none" } as const;

    await expect(journal.save(anEntry(1, { shown: tooLong }), true)).rejects.toThrow();

    expect(get(await counter.files.read(journalFile))).toEqual(before);
  });

  it("keeps the order of calls, however they overlap", async () => {
    const counter = new Counter();
    const journal = await counter.open();

    await Promise.all([3, 1, 2].map((n) => journal.save(anEntry(n), false)));
    counter.kill();

    expect((await counter.open()).unsettled().map(({ entry }) => entry.entryId)).toEqual([3, 1, 2].map(idOf));
  });

  it("gives the same bytes to every repetition, also after a restart", async () => {
    const counter = new Counter();
    const journal = await counter.open();
    await journal.save(anEntry(1), true);
    const body = journal.find(idOf(1))?.body;
    counter.kill();

    expect((await counter.open()).find(idOf(1))?.body).toBe(body);
    expect(body).toBe(JSON.stringify(anEntry(1).request));
  });
});

it("takes the longest reply that is ever read", async () => {
  const counter = new Counter();
  const journal = await counter.open();
  await journal.save(anEntry(1), true);
  const refusal = { reason: "lost", since: null };
  const longest = problemReply(422, "refused/lost", { refusal, detail: "x".repeat(256 * 1024) });

  expect((await journal.settle(idOf(1), longest)).ok).toBe(true);
  counter.kill();
  expect((await counter.open()).find(idOf(1))?.state.kind).toBe("settled");
});

describe("a disk that fails", () => {
  it.each([
    ["append entries.kalian", "disk-full", "disk-full"],
    ["append entries.kalian", "failed", "write-failed"],
    ["sync entries.kalian", "failed", "write-failed"],
    ["append entries.kalian", "denied", "write-failed"],
  ] as const)("%s fails (%s): nothing is saved, and the next entry is", async (call, fault, kind) => {
    const counter = new Counter();
    const { journal, failing } = await aWatchedJournal(counter);
    failing.set(call, fault);

    const failed = await journal.save(anEntry(1), true);
    failing.clear();
    await journal.save(anEntry(2), false);
    counter.kill();

    expect(failed).toMatchObject({ ok: false, error: { kind } });
    expect((await counter.open()).unsettled().map(({ entry }) => entry.entryId)).toEqual([idOf(2)]);
  });

  it("leaves nothing of an entry that was said not to be saved, also when the program dies then", async () => {
    const counter = new Counter();
    let failures = 0;
    const files = watchedFiles(counter.files, (call) =>
      call === "sync entries.kalian" && failures-- > 0 ? "failed" : undefined,
    );
    const journal = await counter.open({ files });
    failures = 1;

    const saved = await journal.save(anEntry(1), true);
    counter.kill();

    expect(saved).toMatchObject({ ok: false, error: { operation: "sync" } });
    expect((await counter.open()).unsettled()).toEqual([]);
  });

  it("adds nothing while a half-written record can't be taken back", async () => {
    const counter = new Counter();
    const { journal, failing, calls } = await aWatchedJournal(counter);
    failing.set("append entries.kalian", "disk-full").set("truncate entries.kalian", "failed");
    await journal.save(anEntry(1), false);
    failing.delete("append entries.kalian");
    calls.splice(0);

    const stillBroken = await journal.save(anEntry(2), false);
    const callsWhileBroken = calls.splice(0);
    failing.clear();
    const mended = await journal.save(anEntry(3), false);
    counter.kill();

    expect(stillBroken).toMatchObject({ ok: false, error: { kind: "write-failed", operation: "truncate" } });
    expect(callsWhileBroken).toEqual(["truncate entries.kalian"]);
    expect(mended.ok).toBe(true);
    expect((await counter.open()).unsettled().map(({ entry }) => entry.entryId)).toEqual([idOf(3)]);
  });

  it("says that the disk is full when there is no room for a new journal, and makes none", async () => {
    const counter = new Counter();
    const files = watchedFiles(counter.files, (call) => (call.startsWith("append entries") ? "disk-full" : undefined));

    expect(await openJournal(counter.options({ files }))).toMatchObject({ ok: false, error: { kind: "disk-full" } });
    expect(get(await counter.files.read(journalFile))).toBeUndefined();
  });

  it("says that the journal can't be read", async () => {
    const counter = new Counter();
    const files = watchedFiles(counter.files, (call) => (call === "read entries.kalian" ? "denied" : undefined));

    expect(await openJournal(counter.options({ files }))).toMatchObject({ ok: false, error: { kind: "unreadable" } });
  });
});

describe("a restart", () => {
  it("leaves the fate of an entry open whose first attempt was to follow at once", async () => {
    const counter = new Counter();
    await (await counter.open()).save(anEntry(1), true);
    counter.kill();

    expect(statesOf(await counter.open())).toEqual(["unknown"]);
  });

  it("leaves an entry waiting that was not to be sent yet", async () => {
    const counter = new Counter();
    await (await counter.open()).save(anEntry(1), false);
    counter.kill();

    expect(statesOf(await counter.open())).toEqual(["waiting"]);
  });

  it("never makes an entry wait whose fate was open, over any number of restarts", async () => {
    const counter = new Counter();
    await (await counter.open()).save(anEntry(1), true);
    counter.kill();
    const second = await counter.open();
    await second.startAttempt(idOf(1));
    await second.endAttempt(idOf(1), "notWritten", away, morningMs + 1_000);
    const inSecondRun = statesOf(second);
    counter.kill();

    expect([inSecondRun, statesOf(await counter.open())]).toEqual([["unknown"], ["unknown"]]);
  });

  it("brings everything back as it was", async () => {
    const counter = new Counter();
    const journal = await counter.open();
    for (const n of [1, 2, 3, 4]) await journal.save(anEntry(n), true);
    await journal.settle(idOf(1), confirmedReply(idOf(1)));
    await journal.endAttempt(idOf(2), "unanswered", timeout, morningMs + 5_000);
    await journal.park(idOf(3), "request/invalid", "ref-9");
    await journal.endAttempt(idOf(4), "notWritten", away, morningMs + 1_000);
    await journal.askRetry(idOf(4));
    const before = journal.today("2026-03-12");
    counter.kill();

    expect((await counter.open()).today("2026-03-12")).toEqual(before);
  });

  it("never keeps a reply as an outcome that is none of this entry", async () => {
    const journal = await new Counter().open();
    await journal.save(anEntry(1), true);

    expect(() => journal.settle(idOf(1), { status: 500, body: confirmedReply(idOf(1)).body })).toThrow(
      "the reply settles nothing",
    );
    expect(() => journal.settle(idOf(1), confirmedReply(idOf(2)))).toThrow("the reply settles nothing");
  });

  it("tells what was open and what has become of it", async () => {
    const counter = new Counter();
    const journal = await counter.open();
    expect(journal.restartNotice()).toBeNull();
    for (const n of [1, 2, 3, 4]) await journal.save(anEntry(n), true);
    await journal.settle(idOf(1), confirmedReply(idOf(1)));
    await journal.park(idOf(4), "request/invalid", "ref-1");
    await journal.close();
    counter.kill();
    const next = await counter.open();
    const atStart = next.restartNotice();
    await next.settle(idOf(2), confirmedReply(idOf(2)));
    await next.park(idOf(3), "entry/deadline-passed", null);

    expect([atStart, next.restartNotice()]).toEqual([
      { settled: 0, unsettled: 2, parked: 1 },
      { settled: 1, unsettled: 0, parked: 2 },
    ]);
  });

  it("tells of an outcome that was durable and perhaps never seen", async () => {
    const counter = new Counter();
    const journal = await counter.open();
    await journal.save(anEntry(1), true);
    await journal.settle(idOf(1), confirmedReply(idOf(1)));
    counter.kill();
    const afterKill = await counter.open();
    const notice = afterKill.restartNotice();
    await afterKill.close();

    expect([notice, (await counter.open()).restartNotice()]).toEqual([{ settled: 1, unsettled: 0, parked: 0 }, null]);
  });

  it("makes durable what a killed run had written but not synced, before it is believed", async () => {
    const counter = new Counter();
    await (await counter.open()).close();
    const seen = watchedFiles(counter.files, () => undefined);
    const lazy: JournalFiles = {
      ...seen,
      openAppend: async (file) => {
        const opened = await seen.openAppend(file);
        return opened.ok ? ok({ ...opened.value, sync: () => Promise.resolve(ok(undefined)) }) : opened;
      },
    };
    await (await counter.open({ files: lazy })).save(anEntry(1), false);
    counter.kill();
    await counter.open();

    counter.cutPower();

    expect(statesOf(await counter.open())).toEqual(["waiting"]);
  });

  it("never loses the key of a run that was killed just after it made it", async () => {
    const counter = new Counter();
    const unnamed = watchedFiles(counter.files, (call) => (call === "syncFolder keys" ? "failed" : undefined));
    await openJournal(counter.options({ files: unnamed }));
    counter.kill();
    await (await counter.open()).save(anEntry(1), false);

    counter.cutPower();

    expect(statesOf(await counter.open())).toEqual(["waiting"]);
  });
});

describe("lists and look-ups", () => {
  it("keeps a look-up that ended an attempt, without the photo and the full name", async () => {
    const counter = new Counter();
    const journal = await counter.open();
    const { shown, businessDay } = anEntry(1);
    const card = { cardNumberMasked: "A12****74", issueRegion: "320100", generation: 2, validUntil: null };
    const holder = {
      kind: "full",
      name: "测试甲",
      socialSecurityNumberMasked: "320100****1234",
      photo: "data:image/png;base64,AA",
    };
    const standing = { recordedAt: "2025-11-03T02:00:00.000Z", place: "示例区社保中心" };
    const found = { kind: "alreadyAssociated", lookUpId: idOf(7), holder, card, standing };
    const lost = problemReply(422, "refused/lost", { refusal: { reason: "lost", since: null } });

    await journal.keepLookUp({ lookUpId: idOf(7), raw: { status: 200, body: found }, shown, businessDay });
    await journal.keepLookUp({ lookUpId: idOf(7), raw: { status: 200, body: found }, shown, businessDay });
    await journal.keepLookUp({ lookUpId: idOf(8), raw: lost, shown, businessDay });
    counter.kill();

    expect((await counter.open()).today("2026-03-12")).toMatchObject([
      { kind: "lookUp", lookUpId: idOf(8), answer: { kind: "settled", outcome: { kind: "refused", reason: "lost" } } },
      {
        kind: "lookUp",
        lookUpId: idOf(7),
        answer: { kind: "reply", reply: { holder: { kind: "masked", nameMasked: "" } } },
      },
    ]);
  });

  it("lists one business day, newest first", async () => {
    const journal = await new Counter().open();
    for (const n of [1, 2, 3]) await journal.save(anEntry(n), false);
    await journal.save(anEntry(4, { businessDay: "2026-03-11" }), false);

    const today = journal.today("2026-03-12").map((item) => (item.kind === "entry" ? item.entry.entryId : ""));

    expect(today).toEqual([idOf(3), idOf(2), idOf(1)]);
  });

  it("finds the open entry of a card, and none once it is settled", async () => {
    const journal = await new Counter().open();
    await journal.save(anEntry(1), true);
    const open = journal.unsettledOf("A12345674");
    await journal.settle(idOf(1), confirmedReply(idOf(1)));

    expect(open.map(({ entryId }) => entryId)).toEqual([idOf(1)]);
    expect(journal.unsettledOf("A12345674")).toEqual([]);
  });
});

describe("one process", () => {
  it("has the journal for itself until it closes or dies", async () => {
    const counter = new Counter();
    const first = await counter.open();

    const second = await openJournal(counter.options());
    await first.close();
    const third = await counter.open();
    counter.kill();

    expect(second).toEqual(err({ kind: "in-use", pid: 100 }));
    expect(third.restartNotice()).toBeNull();
    expect((await openJournal(counter.options())).ok).toBe(true);
  });

  it("lets go of the folder when it can't open the journal", async () => {
    const counter = new Counter();
    await (await counter.open()).close();
    await counter.files.remove(keyFile);
    const running = new Set([1, 2]);
    const open = (pid: number) => openJournal(counter.options({ processes: aProcessTable(pid, running) }));

    expect([await open(1), await open(2)]).toEqual(Array(2).fill(err({ kind: "key-lost", expectedAt: [keyFile] })));
  });

  it("writes nothing more after it was closed", async () => {
    const journal = await new Counter().open();
    await journal.close();
    await journal.close();

    expect(await journal.save(anEntry(1), true)).toMatchObject({ ok: false, error: { errno: "closed" } });
  });
});

describe("a damaged file", () => {
  async function aJournalFile(counter: Counter): Promise<{ readonly bytes: Uint8Array; readonly lastAt: number }> {
    const journal = await counter.open();
    await journal.save(anEntry(1), false);
    const lastAt = get(await counter.files.read(journalFile))?.length ?? 0;
    await journal.save(anEntry(2), false);
    counter.kill();
    return { bytes: get(await counter.files.read(journalFile)) ?? new Uint8Array(), lastAt };
  }

  it("loses only a last record that is cut, at whichever byte, keeps what is left of it aside, and goes on", async () => {
    const counter = new Counter();
    const { bytes, lastAt } = await aJournalFile(counter);

    for (let cut = lastAt + 1; cut < bytes.length; cut += 1) {
      counter.files.plant(journalFile, bytes.subarray(0, cut));
      const journal = await counter.open();
      const aside = get(await counter.files.read(`${journalFile}.torn-${morningMs}`));
      expect([journal.unsettled().map(({ entry }) => entry.entryId), aside]).toEqual([
        [idOf(1)],
        bytes.slice(lastAt, cut),
      ]);
      await journal.close();
    }
    const mended = await counter.open();
    await mended.save(anEntry(3), false);
    await mended.close();

    expect((await counter.open()).unsettled().map(({ entry }) => entry.entryId)).toEqual([idOf(1), idOf(3)]);
    expect(counter.reports.filter((event) => event === "journal-tail-cut")).toHaveLength(bytes.length - lastAt - 1);
  });

  it("does not open with a bit flipped in the middle, says where, and touches nothing", async () => {
    const counter = new Counter();
    const { bytes, lastAt } = await aJournalFile(counter);
    const damaged = bytes.slice();
    damaged[lastAt - 1] = (damaged[lastAt - 1] ?? 0) ^ 1;
    counter.files.plant(journalFile, damaged);

    const opened = await openJournal(counter.options());

    expect(opened).toMatchObject({ ok: false, error: { kind: "corrupt", file: journalFile } });
    expect(get(await counter.files.read(journalFile))).toEqual(damaged);
    expect(get(await counter.files.list("/data/journal"))).toEqual(["entries.kalian"]);
  });

  it("does not open with another key, and touches nothing", async () => {
    const counter = new Counter();
    const { bytes } = await aJournalFile(counter);
    counter.files.plant(keyFile, new Uint8Array(32));

    expect(await openJournal(counter.options())).toEqual(err({ kind: "key-wrong", file: journalFile }));
    expect(get(await counter.files.read(journalFile))).toEqual(bytes);
  });
});

describe("a new business day", () => {
  async function twoDays(counter: Counter): Promise<void> {
    const journal = await counter.open();
    for (const n of [1, 2, 3]) await journal.save(anEntry(n), true);
    await journal.settle(idOf(1), confirmedReply(idOf(1)));
    await journal.endAttempt(idOf(2), "unanswered", timeout, morningMs + 1_000);
    await journal.park(idOf(3), "request/invalid", "ref-9");
    counter.clock.jumpWallClock(dayMs);
    await journal.save(anEntry(4, { businessDay: "2026-03-13" }), true);
    await journal.settle(idOf(4), confirmedReply(idOf(4)));
    counter.kill();
  }

  it("begins with what is open and what is of today, and keeps the old file aside", async () => {
    const counter = new Counter();
    await twoDays(counter);
    const old = get(await counter.files.read(journalFile));

    const journal = await counter.open();

    expect(journal.unsettled().map(({ entry, state }) => [entry.entryId, state.kind])).toEqual([
      [idOf(2), "unknown"],
      [idOf(3), "parked"],
    ]);
    expect(journal.today("2026-03-13")).toHaveLength(1);
    expect(journal.find(idOf(1))).toBeUndefined();
    expect(journal.restartNotice()).toEqual({ settled: 1, unsettled: 1, parked: 1 });
    const archive = get(await counter.files.list("/data/journal")).find((name) =>
      name.startsWith("entries-2026-03-12-"),
    );
    expect(get(await counter.files.read(`/data/journal/${archive}`))).toEqual(old);
  });

  it("loses nothing when the power fails at any step of it", async () => {
    let failedSteps = 0;
    for (let reached = true; reached; failedSteps += 1) {
      const counter = new Counter();
      await twoDays(counter);
      let calls = 0;
      const dying = watchedFiles(counter.files, () => (calls++ >= failedSteps ? "failed" : undefined));
      await openJournal(counter.options({ files: dying }));
      reached = calls > failedSteps;
      counter.cutPower((bytes) => Math.floor(bytes / 2));

      const journal = await counter.open();
      expect([journal.unsettled().length, journal.today("2026-03-13").length]).toEqual([2, 1]);
    }
    expect(failedSteps).toBeGreaterThan(15);
  });

  it("has the old file safely aside before the new one takes its name", async () => {
    const counter = new Counter();
    await twoDays(counter);
    let calls: string[] = [];
    await counter.open({ files: watchedFiles(counter.files, (call) => void calls.push(call)) });
    calls = calls
      .filter((call) => /^(rename|syncFolder)/.test(call))
      .map((call) => call.replace(/-[0-9a-f]{8}\./, "."));

    expect(calls).toEqual([
      "syncFolder keys",
      "rename entries-2026-03-12.kalian",
      "syncFolder journal",
      "rename entries.kalian",
      "syncFolder journal",
    ]);
  });

  it("goes on with the old file when there is no room for a new one", async () => {
    const counter = new Counter();
    await twoDays(counter);
    const files = watchedFiles(counter.files, (call) => (/append entries-/.test(call) ? "disk-full" : undefined));

    const journal = await counter.open({ files });
    await journal.save(anEntry(5, { businessDay: "2026-03-13" }), false);
    counter.kill();

    expect(counter.reports).toContain("journal-not-rotated");
    expect((await counter.open()).find(idOf(5))?.state.kind).toBe("waiting");
  });

  it("keeps the files of 31 days of work", async () => {
    const counter = new Counter();
    for (let day = 0; day < 35; day += 1) {
      const journal = await counter.open();
      const businessDay = new Date(morningMs + day * dayMs).toISOString().slice(0, 10);
      await journal.save(anEntry(day, { businessDay }), true);
      await journal.settle(idOf(day), confirmedReply(idOf(day)));
      await journal.close();
      counter.clock.jumpWallClock(dayMs);
    }
    await counter.open();

    const archives = get(await counter.files.list("/data/journal"))
      .filter((name) => name.startsWith("entries-"))
      .sort();
    expect([archives.length, archives[0]?.slice(0, 18)]).toEqual([31, "entries-2026-03-16"]);
  });
});
