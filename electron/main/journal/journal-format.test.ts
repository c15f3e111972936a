import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { err, ok } from "../../../shared/basics/result.ts";
import { encodeHeader, encodeRecord, headerBytes, maxPlainBytes, newFileId, scanJournal } from "./journal-format.ts";

const sealer = { key: randomBytes(32), fileId: newFileId() };
const text = (n: number): Uint8Array =>
  new TextEncoder().encode(`{"kind":"record","n":${n},"padding":"${"x".repeat(n)}"}`);
const plains = [text(1), text(40), text(9)];
const file = fileOf(plains);
const lastAt = file.length - encodeRecord(sealer, 2, text(9)).length;
const secondAt = headerBytes + encodeRecord(sealer, 0, text(1)).length;

function fileOf(records: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat([
    encodeHeader(sealer.fileId),
    ...records.map((plain, sequence) => encodeRecord(sealer, sequence, plain)),
  ]);
}

function flipped(bytes: Uint8Array, at: number, bit = 0): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ (1 << bit);
  return copy;
}

/** Read back, as texts. */
function scan(bytes: Uint8Array, key: Uint8Array = sealer.key): unknown {
  const scanned = scanJournal(key, bytes);
  return scanned.ok
    ? ok({
        texts: scanned.value.plains.map((plain) => new TextDecoder().decode(plain)),
        goodBytes: scanned.value.goodBytes,
      })
    : scanned;
}

const textsOf = (records: readonly Uint8Array[]): readonly string[] =>
  records.map((plain) => new TextDecoder().decode(plain));

describe("scanJournal", () => {
  it("reads back what was written, in order", () => {
    expect(scan(file)).toEqual(ok({ texts: textsOf(plains), goodBytes: file.length }));
  });

  it("keeps every text out of sight", () => {
    expect(Buffer.from(file).includes("record")).toBe(false);
  });

  it("takes a last record cut at any byte for torn, and loses nothing before it", () => {
    const seen = [];
    for (let cut = lastAt; cut < file.length; cut += 1) seen.push(scan(file.subarray(0, cut)));

    expect(new Set(seen.map((one) => JSON.stringify(one)))).toEqual(
      new Set([JSON.stringify(ok({ texts: textsOf(plains.slice(0, 2)), goodBytes: lastAt }))]),
    );
  });

  it("takes a last record that does not authenticate for torn", () => {
    for (let at = lastAt; at < file.length; at += 1)
      expect(scan(flipped(file, at))).toMatchObject({ ok: true, value: { goodBytes: lastAt } });
  });

  it("says where a record is damaged that another follows, whichever bit it is", () => {
    const seen = new Set<string>();
    for (let at = secondAt; at < lastAt; at += 1)
      for (let bit = 0; bit < 8; bit += 1) seen.add(JSON.stringify(scan(flipped(file, at, bit))));

    expect([...seen]).toEqual([JSON.stringify(err({ kind: "corrupt", offset: secondAt }))]);
  });

  it("finds the whole records behind a damaged sector", () => {
    const many = fileOf(Array.from({ length: 60 }, (_, n) => text(n)));
    const damaged = Uint8Array.from(many);
    damaged.fill(0, 1_000, 1_512);

    expect(scan(damaged)).toMatchObject({ ok: false, error: { kind: "corrupt" } });
  });

  it("calls it damage when more is unreadable than one record could be", () => {
    const tail = randomBytes(maxPlainBytes + 100);

    expect(scan(Buffer.concat([file, tail]))).toEqual(err({ kind: "corrupt", offset: file.length }));
  });

  it.each([
    ["a record of zeros at the end", () => Buffer.concat([file, Buffer.alloc(200)])],
    ["a record repeated at the end", () => Buffer.concat([file, encodeRecord(sealer, 2, text(9))])],
    [
      "another file's record at the end",
      () => Buffer.concat([file, encodeRecord({ ...sealer, fileId: newFileId() }, 3, text(1))]),
    ],
  ])("does not take in %s", (_, make) => {
    expect(scan(make())).toEqual(ok({ texts: textsOf(plains), goodBytes: file.length }));
  });

  it("refuses records that changed places", () => {
    const [first, second] = [encodeRecord(sealer, 0, text(1)), encodeRecord(sealer, 1, text(1))];
    const swapped = Buffer.concat([encodeHeader(sealer.fileId), second, first, encodeRecord(sealer, 2, text(1))]);

    expect(scan(swapped)).toEqual(err({ kind: "corrupt", offset: headerBytes }));
  });

  it.each([
    ["nothing", () => new Uint8Array(), { kind: "no-header" }],
    ["half a header", () => file.subarray(0, 20), { kind: "no-header" }],
    ["another program's file", () => flipped(file, 0), { kind: "no-header" }],
    ["a later version", () => flipped(file, 11, 1), { kind: "newer-version" }],
    ["a header alone", () => file.subarray(0, headerBytes), { kind: "corrupt", offset: headerBytes }],
    ["a first record that is cut", () => file.subarray(0, secondAt - 1), { kind: "corrupt", offset: headerBytes }],
    ["another file id", () => flipped(file, 20), { kind: "key-wrong" }],
  ])("refuses %s", (_, make, fault) => {
    expect(scan(make())).toEqual(err(fault));
  });

  it("says that the key is another's, and cuts nothing", () => {
    expect(scan(file, randomBytes(32))).toEqual(err({ kind: "key-wrong" }));
  });

  it("never throws", () => {
    const head = file.subarray(0, headerBytes);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.boolean(), (bytes, headed) => {
        const scanned = scanJournal(sealer.key, headed ? Buffer.concat([head, bytes]) : bytes);
        expect(scanned.ok).toBe(false);
      }),
    );
  });
});

it("encodeRecord: gives other bytes for the same text each time", () => {
  expect(encodeRecord(sealer, 0, text(1))).not.toEqual(encodeRecord(sealer, 0, text(1)));
});

it.each([0, maxPlainBytes + 1])("encodeRecord: refuses a text of %d bytes", (length) => {
  expect(() => encodeRecord(sealer, 0, new Uint8Array(length))).toThrow(RangeError);
});
