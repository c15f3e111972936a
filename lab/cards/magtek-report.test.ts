import { expect, test } from "vitest";
import { MAGTEK_REPORT_BYTES, magTekReport } from "./magtek-report.ts";
import { track1, track2 } from "./swipe-text.ts";

const fields = { bankNumber: "6222020000000000000" };
const stripe = { track1: track1(fields), track2: track2(fields) };

function textAt(report: Uint8Array, offset: number, length: number): string {
  return new TextDecoder().decode(report.subarray(offset, offset + length));
}

test("a good swipe has its lengths, its texts at 7 and 117, and rubbish after them", () => {
  const report = magTekReport(stripe);

  expect(report.length).toBe(MAGTEK_REPORT_BYTES);
  expect([...report.subarray(0, 7)]).toEqual([0, 0, 0, 0x32, 0x27, 0, 0]);
  expect([textAt(report, 7, 50), textAt(report, 117, 39)]).toEqual([stripe.track1, stripe.track2]);
  expect(textAt(report, 156, 71)).toMatch(/^[0-?]{71}$/);
  expect(textAt(report, 227, 110)).toMatch(/^[0-?]{110}$/);
});

test("a track that could not be decoded has its status bit and no length", () => {
  expect([...magTekReport({}, { badTracks: [2], encodeType: 0 }).subarray(0, 7)]).toEqual([0, 1, 0, 0, 0, 0, 0]);
});

test("a length byte can lie", () => {
  expect(magTekReport(stripe, { lengths: { 2: 200 } })[4]).toBe(200);
});

test("another seed makes other rubbish and the same texts", () => {
  const [one, other] = [magTekReport(stripe), magTekReport(stripe, { seed: 2 })];

  expect(one).not.toEqual(other);
  expect(one.subarray(0, 57)).toEqual(other.subarray(0, 57));
});

test("a text that no field can hold is refused", () => {
  expect(() => magTekReport({ track1: "%".repeat(111) })).toThrow(RangeError);
});
