import { randomBytes } from "node:crypto";
import { setImmediate as nextTurn } from "node:timers/promises";
import { expect, test } from "vitest";
import { ok } from "../../../shared/basics/result.ts";
import type { AppendFile } from "./journal-files.ts";
import { encodeHeader, headerBytes, newFileId, scanJournal } from "./journal-format.ts";
import { JournalLog } from "./journal-log.ts";

/** A file that takes a turn of the event loop for every call, as a disk does. */
function aSlowFile() {
  const written: Uint8Array[] = [];
  const done = async () => {
    await nextTurn();
    return ok(undefined);
  };
  const file: AppendFile = {
    append: (bytes) => {
      written.push(bytes);
      return done();
    },
    sync: done,
    truncate: done,
    close: done,
  };
  return { file, written };
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

  const scanned = scanJournal(sealer.key, Buffer.concat([encodeHeader(sealer.fileId), ...written]));
  expect(scanned.ok && scanned.value.plains.map((plain) => new TextDecoder().decode(plain))).toEqual([
    "first",
    "second",
    "third",
    "fourth",
  ]);
});
