import { randomBytes } from "node:crypto";
import { setImmediate as nextTurn } from "node:timers/promises";
import { expect, test } from "vitest";
import { err, ok } from "../../../shared/basics/result.ts";
import type { AppendFile } from "./journal-files.ts";
import { encodeHeader, headerBytes, newFileId, type RecordSealer, scanJournal } from "./journal-format.ts";
import { JournalLog } from "./journal-log.ts";

/** A file that takes a turn of the event loop for every call, as a disk does. */
function aSlowFile({ failsFirst = false } = {}) {
  const written: Uint8Array[] = [];
  let fails = failsFirst;
  const done = async () => {
    await nextTurn();
    return ok(undefined);
  };
  const file: AppendFile = {
    append: async (bytes) => {
      await nextTurn();
      if (fails) {
        fails = false;
        return err({ kind: "disk-full", operation: "append", errno: "ENOSPC" });
      }
      written.push(bytes);
      return ok(undefined);
    },
    sync: done,
    truncate: done,
    close: done,
  };
  return { file, written };
}

function textsIn(sealer: RecordSealer, written: readonly Uint8Array[]): readonly string[] {
  const scanned = scanJournal(sealer.key, Buffer.concat([encodeHeader(sealer.fileId), ...written]));
  return scanned.ok ? scanned.value.plains.map((plain) => new TextDecoder().decode(plain)) : [];
}

test("records that follow each other at once, and after a pause, are each sealed for their own place", async () => {
  const { file, written } = aSlowFile();
  const sealer = { key: randomBytes(32), fileId: newFileId() };
  const log = new JournalLog(file, { sealer, sequence: 0, goodBytes: headerBytes });
  const texts = ["first", "second", "third", "fourth"].map((text) => new TextEncoder().encode(text));

  for (const text of texts) {
    await log.append(text);
    if (text === texts[2]) await nextTurn();
  }

  expect(textsIn(sealer, written)).toEqual(["first", "second", "third", "fourth"]);
});

test("the place of a record that could not be written is the next one's", async () => {
  const { file, written } = aSlowFile({ failsFirst: true });
  const sealer = { key: randomBytes(32), fileId: newFileId() };
  const log = new JournalLog(file, { sealer, sequence: 0, goodBytes: headerBytes });

  const refused = await log.append(new TextEncoder().encode("first"));
  const added = await log.append(new TextEncoder().encode("again"));

  expect([refused.ok, added.ok, textsIn(sealer, written)]).toEqual([false, true, ["again"]]);
});
