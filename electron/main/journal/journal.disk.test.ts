// The journal on the machine's own files: what the tests on files in memory promise, seen once on a real disk.
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, expect, it } from "vitest";
import { durableFile } from "./durable-file.ts";
import { anEntry, Counter, confirmedReply, get, idOf } from "./journal.fixture.ts";
import { journalPaths, openJournal } from "./journal.ts";
import { createKeyFile, keyFilePath } from "./journal-key.ts";
import { nodeJournalFiles as files } from "./node-journal-files.ts";
import { systemProcessTable } from "./process-table.ts";

const homes: string[] = [];
afterEach(async () => {
  for (const home of homes.splice(0)) await rm(home, { recursive: true, force: true });
});

async function aHome(): Promise<{ readonly dataFolder: string; readonly keyFile: string }> {
  const home = await mkdtemp(path.join(tmpdir(), "kalian 卡联-"));
  homes.push(home);
  const dataFolder = path.join(home, "data");
  const keyFile = keyFilePath(path.join(home, "config"), dataFolder);
  if (keyFile === undefined) throw new Error("no place for the key file");
  return { dataFolder, keyFile };
}

function onDisk({ dataFolder, keyFile }: Awaited<ReturnType<typeof aHome>>) {
  return { files, dataFolder, keyProtections: [createKeyFile(durableFile(files, keyFile))] };
}

it("keeps entries over killed runs and orderly ones", async () => {
  const place = await aHome();
  const counter = new Counter();
  const first = await counter.open(onDisk(place));
  await first.save(anEntry(1), true);
  await first.save(anEntry(2), false);
  counter.kill();
  const second = await counter.open(onDisk(place));
  const found = second.unsettled().map(({ entry, state }) => [entry, state.kind]);
  await second.settle(idOf(1), confirmedReply(idOf(1)));
  await second.close();

  const third = await counter.open(onDisk(place));
  expect(found).toEqual([
    [anEntry(1), "unknown"],
    [anEntry(2), "waiting"],
  ]);
  expect(third.unsettled().map(({ entry }) => entry.entryId)).toEqual([idOf(2)]);
  await third.close();
});

it.skipIf(process.platform === "win32")("shows neither the entries nor the key to other accounts", async () => {
  const place = await aHome();
  const journal = await new Counter().open(onDisk(place));
  await journal.save(anEntry(1), true);
  const { folder, file } = journalPaths(place.dataFolder);

  const modes = [];
  for (const one of [folder, file, place.keyFile, path.dirname(place.keyFile)])
    modes.push((await stat(one)).mode & 0o777);
  const text = await readFile(file, "latin1");

  expect(modes).toEqual([0o700, 0o600, 0o600, 0o700]);
  expect(text.includes("A12345674")).toBe(false);
  expect(text.includes((await readFile(place.keyFile)).toString("latin1"))).toBe(false);
  await journal.close();
});

it("cuts a torn tail, keeps it aside and goes on", async () => {
  const place = await aHome();
  const counter = new Counter();
  const journal = await counter.open(onDisk(place));
  await journal.save(anEntry(1), false);
  await journal.save(anEntry(2), false);
  counter.kill();
  const { folder, file } = journalPaths(place.dataFolder);
  const bytes = await readFile(file);
  await writeFile(file, bytes.subarray(0, -7));

  const mended = await counter.open(onDisk(place));
  await mended.save(anEntry(3), false);
  await mended.close();

  const again = await counter.open(onDisk(place));
  expect(again.unsettled().map(({ entry }) => entry.entryId)).toEqual([1, 3].map(idOf));
  expect((await readdir(folder)).filter((name) => name.includes("torn"))).toHaveLength(1);
  await again.close();
});

it("is one process's at a time, by the system's own table of processes", async () => {
  const place = await aHome();
  const counter = new Counter();
  const processes = systemProcessTable();
  const first = await counter.open({ ...onDisk(place), processes });

  const second = await openJournal(counter.options({ ...onDisk(place), processes }));
  await first.close();
  const third = get(await openJournal(counter.options({ ...onDisk(place), processes })));

  expect(second).toEqual({ ok: false, error: { kind: "in-use", pid: process.pid } });
  await third.close();
});
