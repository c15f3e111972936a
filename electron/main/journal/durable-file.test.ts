import { expect, it } from "vitest";
import { ok } from "../../../shared/basics/result.ts";
import { durableFile } from "./durable-file.ts";
import { ForgetfulJournalFiles } from "./forgetful-journal-files.ts";
import { get, watchedFiles } from "./journal.fixture.ts";

const file = "/deep/folder/key";
const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

it("reads what was put, and nothing while there is nothing", async () => {
  const durable = durableFile(new ForgetfulJournalFiles(), file);

  const before = await durable.read();
  await durable.replace(bytes(1, 2));

  expect([before, await durable.read()]).toEqual([ok(undefined), ok(bytes(1, 2))]);
});

it("has the new content durable once it says so", async () => {
  const files = new ForgetfulJournalFiles();
  await durableFile(files, file).replace(bytes(1));
  await durableFile(files, file).replace(bytes(2));

  expect(
    await durableFile(
      files.cutPower(() => 0),
      file,
    ).read(),
  ).toEqual(ok(bytes(2)));
});

it("is the old or the new, whole, when the power fails at any call of a replacement", async () => {
  const seen = new Set<string>();
  for (let call = 0; call < 12; call += 1) {
    for (const nameSurvives of [true, false]) {
      const files = new ForgetfulJournalFiles();
      await durableFile(files, file).replace(bytes(1, 1, 1));
      let calls = 0;
      const dying = watchedFiles(files, () => (calls++ >= call ? "failed" : undefined));
      await durableFile(dying, file).replace(bytes(2, 2, 2, 2));
      const left = files.cutPower(
        (unsynced) => unsynced >> 1,
        () => nameSurvives,
      );
      seen.add(String(get(await durableFile(left, file).read())));
    }
  }

  expect(seen).toEqual(new Set(["1,1,1", "2,2,2,2"]));
});

it("leaves nothing beside it when there is no room", async () => {
  const files = new ForgetfulJournalFiles();
  await durableFile(files, file).replace(bytes(1));
  const full = watchedFiles(files, (call) => (call.startsWith("append") ? "disk-full" : undefined));

  expect(await durableFile(full, file).replace(bytes(2))).toMatchObject({ ok: false, error: { kind: "disk-full" } });
  expect(get(await files.list("/deep/folder"))).toEqual(["key"]);
});
