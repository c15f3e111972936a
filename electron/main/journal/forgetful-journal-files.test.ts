import { expect, it } from "vitest";
import { ForgetfulJournalFiles } from "./forgetful-journal-files.ts";
import { get } from "./journal.fixture.ts";
import { describeJournalFiles } from "./journal-files.contract.ts";

describeJournalFiles("forgetful", async () => {
  const files = new ForgetfulJournalFiles();
  await files.makeFolder("/place");
  return { files, folder: "/place" };
});

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

it("forgets content that was not synced, and keeps any beginning of it", async () => {
  const files = new ForgetfulJournalFiles();
  const file = get(await files.openAppend("/a"));
  await file.append(bytes(1));
  await file.sync();
  await files.syncFolder("/");
  await file.append(bytes(2, 3));

  const left = [0, 1, 2].map((survives) => files.cutPower(() => survives).read("/a"));

  expect((await Promise.all(left)).map((read) => [...(get(read) ?? [])])).toEqual([[1], [1, 2], [1, 2, 3]]);
});

it("forgets names whose folder was not synced, whatever was synced of the files", async () => {
  const files = new ForgetfulJournalFiles();
  files.plant("/old", bytes(1));
  const fresh = get(await files.openAppend("/fresh"));
  await fresh.append(bytes(2));
  await fresh.sync();
  await files.rename("/fresh", "/old");

  const before = files.cutPower(() => 0);
  await files.syncFolder("/");
  const after = files.cutPower(() => 0);

  expect([get(await before.list("/")), get(await before.read("/old"))]).toEqual([["old"], bytes(1)]);
  expect([get(await after.list("/")), get(await after.read("/old"))]).toEqual([["old"], bytes(2)]);
});
