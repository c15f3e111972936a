import { beforeEach, describe, expect, it } from "vitest";
import { ok, type Result } from "../../../shared/basics/result.ts";
import type { AppendFile, JournalFiles } from "./journal-files.ts";

/** What the journal relies on. `aPlace` gives the files and a fresh, existing folder. */
export function describeJournalFiles(
  name: string,
  aPlace: () => Promise<{ readonly files: JournalFiles; readonly folder: string }>,
): void {
  describe(`journal files: ${name}`, () => {
    let files: JournalFiles;
    let folder: string;
    let file: string;

    beforeEach(async () => {
      ({ files, folder } = await aPlace());
      file = `${folder}/a`;
    });

    const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);
    const contentOf = async (path: string): Promise<readonly number[] | undefined> => {
      const read = get(await files.read(path));
      return read === undefined ? undefined : [...read];
    };
    const opened = async (path: string): Promise<AppendFile> => get(await files.openAppend(path));

    it("reads a missing file as undefined", async () => {
      expect(await files.read(file)).toEqual(ok(undefined));
    });

    it("appends at the end, also after opening again", async () => {
      const first = await opened(file);
      await first.append(bytes(1, 2));
      await first.append(bytes(3));
      await first.close();
      const second = await opened(file);
      await second.append(bytes(4));
      await second.sync();
      await second.close();

      expect(await contentOf(file)).toEqual([1, 2, 3, 4]);
    });

    it("appends after a cut where the cut was", async () => {
      const append = await opened(file);
      await append.append(bytes(1, 2, 3));
      await append.truncate(1);
      await append.append(bytes(9));
      await append.close();

      expect(await contentOf(file)).toEqual([1, 9]);
    });

    it("makes an empty file only under a free name", async () => {
      expect(await files.createExclusive(file)).toEqual(ok(undefined));
      expect(await files.createExclusive(file)).toMatchObject({
        ok: false,
        error: { kind: "failed", errno: "EEXIST" },
      });
      expect(await contentOf(file)).toEqual([]);
    });

    it("renames over what is there", async () => {
      for (const [path, value] of [
        [file, 1],
        [`${folder}/b`, 2],
      ] as const) {
        const append = await opened(path);
        await append.append(bytes(value));
        await append.close();
      }

      expect(await files.rename(file, `${folder}/b`)).toEqual(ok(undefined));
      expect(await contentOf(`${folder}/b`)).toEqual([1]);
      expect(get(await files.list(folder))).toEqual(["b"]);
    });

    it("removes a file, and a missing one without complaint", async () => {
      await files.createExclusive(file);

      expect(await files.remove(file)).toEqual(ok(undefined));
      expect(await files.remove(file)).toEqual(ok(undefined));
      expect(get(await files.list(folder))).toEqual([]);
    });

    it("makes folders with their parents, and an existing one without complaint", async () => {
      expect(await files.makeFolder(`${folder}/x/y`)).toEqual(ok(undefined));
      expect(await files.makeFolder(`${folder}/x/y`)).toEqual(ok(undefined));
      expect(await files.createExclusive(`${folder}/x/y/a`)).toEqual(ok(undefined));
      expect(await files.syncFolder(`${folder}/x/y`)).toEqual(ok(undefined));
    });

    it("says what failed instead of rejecting", async () => {
      const missing = `${folder}/missing`;
      await files.createExclusive(file);

      const faults = [
        await files.list(missing),
        await files.openAppend(`${missing}/a`),
        await files.rename(missing, `${folder}/b`),
        await files.syncFolder(missing),
        await files.createExclusive(`${missing}/a`),
      ].map((result) => (result.ok ? "no fault" : `${result.error.operation} ${result.error.errno}`));

      expect(faults).toEqual([
        "list ENOENT",
        "openAppend ENOENT",
        "rename ENOENT",
        "syncFolder ENOENT",
        "createExclusive ENOENT",
      ]);
      expect(await files.makeFolder(file)).toMatchObject({ ok: false, error: { operation: "makeFolder" } });
    });
  });
}

function get<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(`expected a success: ${JSON.stringify(result.error)}`);
  return result.value;
}
