import { expect, it } from "vitest";
import { type FolderLock, type FolderLockOptions, lockFolder } from "./folder-lock.ts";
import { ForgetfulJournalFiles } from "./forgetful-journal-files.ts";
import { aProcessTable, get } from "./journal.fixture.ts";

const folder = "/";

function optionsOf(files: ForgetfulJournalFiles, pid: number, running: ReadonlySet<number>): FolderLockOptions {
  return { files, folder, processes: aProcessTable(pid, running), pause: () => Promise.resolve() };
}

it("holds a folder for one process, and gives it to the next after it was released", async () => {
  const files = new ForgetfulJournalFiles();
  const running = new Set([1, 2]);
  const first = get(await lockFolder(optionsOf(files, 1, running)));

  expect(await lockFolder(optionsOf(files, 2, running))).toEqual({ ok: false, error: { kind: "in-use", pid: 1 } });
  await first.release();
  expect((await lockFolder(optionsOf(files, 2, running))).ok).toBe(true);
});

it("says so at once to a program that was started later", async () => {
  const files = new ForgetfulJournalFiles();
  const running = new Set([1, 2]);
  let pauses = 0;
  const pause = (): Promise<void> => {
    pauses += 1;
    return Promise.resolve();
  };
  await lockFolder(optionsOf(files, 1, running));

  await lockFolder({ ...optionsOf(files, 2, running), pause });

  expect(pauses).toBe(0);
});

it("is not fooled by a newcomer that started earlier than the holder", async () => {
  const files = new ForgetfulJournalFiles();
  const running = new Set([1, 2]);
  await lockFolder(optionsOf(files, 2, running));

  expect(await lockFolder(optionsOf(files, 1, running))).toEqual({ ok: false, error: { kind: "in-use", pid: 2 } });
});

it("holds it against the same process too", async () => {
  const files = new ForgetfulJournalFiles();
  const running = new Set([1]);
  await lockFolder(optionsOf(files, 1, running));

  expect(await lockFolder(optionsOf(files, 1, running))).toEqual({ ok: false, error: { kind: "in-use", pid: 1 } });
});

it("takes over from a process that was killed, and clears its claim away", async () => {
  const files = new ForgetfulJournalFiles();
  await lockFolder(optionsOf(files, 1, new Set([1])));

  expect((await lockFolder(optionsOf(files, 2, new Set([2])))).ok).toBe(true);
  expect(get(await files.list(folder))).toHaveLength(1);
});

it("leaves nothing behind when it is refused or released", async () => {
  const files = new ForgetfulJournalFiles();
  const running = new Set([1, 2]);
  const held = get(await lockFolder(optionsOf(files, 1, running)));
  await lockFolder(optionsOf(files, 2, running));
  await held.release();

  expect(get(await files.list(folder))).toEqual([]);
});

it("lets exactly one of several that start at once have it, also past a killed holder", async () => {
  for (let round = 0; round < 50; round += 1) {
    const files = new ForgetfulJournalFiles();
    await lockFolder(optionsOf(files, 99, new Set([99])));
    const running = new Set([1, 2, 3, 4]);
    const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

    const starts = [...running].map((pid) => lockFolder({ ...optionsOf(files, pid, running), pause }));
    const held = (await Promise.all(starts)).flatMap((lock): readonly FolderLock[] => (lock.ok ? [lock.value] : []));

    expect(held).toHaveLength(1);
  }
});

it("says what failed when the folder can't be used", async () => {
  const options = { ...optionsOf(new ForgetfulJournalFiles(), 1, new Set([1])), folder: "/missing" };

  expect(await lockFolder(options)).toMatchObject({ ok: false, error: { kind: "write-failed", errno: "ENOENT" } });
});
