import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeRawBits } from "./raw-bits.ts";

const shortTrack = "110101000001000110010010010101011011110000010100111011000001000011111100010";

function bitsOf(text: string): number[] {
  return [...text].map(Number);
}

/** Encodes characters as a card does: data bits from the least significant on, odd parity, then the check character. */
function encode(text: string, dataBits: 4 | 6): number[] {
  const codes = [...text].map((character) => character.charCodeAt(0) - (dataBits === 4 ? 0x30 : 0x20));
  const lrc = codes.reduce((sum, code) => sum ^ code, 0);
  return [...codes, lrc].flatMap((code) => {
    const data = Array.from({ length: dataBits }, (_, index) => (code >> index) & 1);
    return [...data, 1 - (data.reduce((sum, bit) => sum + bit, 0) % 2)];
  });
}

describe("decodeRawBits", () => {
  it("decodes the published bits of a short track 2", () => {
    expect([encode(";123456789=00?", 4), decodeRawBits(2, bitsOf(shortTrack))]).toEqual([
      bitsOf(shortTrack),
      { kind: "data", text: "123456789=00" },
    ]);
  });

  it.each([
    [2, ";6222020000000000000=30125200000000000?", 4, "00010"],
    [2, ";12345?", 4, "10101"],
    [1, "%B6222020000000000000^TEST/CARD^30125200000000000?", 6, "0010110"],
    [1, "%A12345677?", 6, "0011111"],
    [3, ";996222020000000000000=1561560000000000003010=000000000000?", 4, undefined],
  ] as const)("track %i: %s, with clocking zeros around", (track, text, dataBits, lrcBits) => {
    const bits = encode(text, dataBits);
    const zeros = Array.from({ length: 23 }, () => 0);
    expect(decodeRawBits(track, [...zeros, ...bits, ...zeros])).toEqual({ kind: "data", text: text.slice(1, -1) });
    if (lrcBits !== undefined) expect(bits.slice(-dataBits - 1).join("")).toBe(lrcBits);
  });

  it.each([
    ["no bit set", [0, 0, 0], { kind: "absent" }],
    ["nothing", [], { kind: "absent" }],
    ["a stop before the end sentinel", bitsOf(shortTrack).slice(0, 60), { kind: "bad", reason: "no-end-sentinel" }],
    ["a stop before the check character", bitsOf(shortTrack).slice(0, 70), { kind: "bad", reason: "lrc-mismatch" }],
    [
      "a wrong check character",
      [...bitsOf(shortTrack).slice(0, 70), 1, 0, 0, 1, 1],
      { kind: "bad", reason: "lrc-mismatch" },
    ],
    ["another start", encode("%12345?", 6), { kind: "bad", reason: "parity-error" }],
    ["no start sentinel", encode("12345?", 4), { kind: "bad", reason: "no-start-sentinel" }],
  ] as const)("%s", (_what, bits, expected) => {
    expect(decodeRawBits(2, bits)).toEqual(expected);
  });

  it.each([
    [2, ";123456789=00?", 4],
    [2, ";6222020000000000000=30125200000000000?", 4],
    [1, "%A12345677?", 6],
    [1, "%B6222020000000000000^TEST/CARD^30125200000000000?", 6],
  ] as const)("track %i: %s with any single wrong bit is refused", (track, text, dataBits) => {
    const bits = [0, 0, 0, 0, 0, 0, 0, 0, ...encode(text, dataBits)];
    for (let at = 0; at < bits.length; at += 1) {
      const read = decodeRawBits(
        track,
        bits.map((bit, index) => (index === at ? 1 - bit : bit)),
      );
      expect(read.kind, `bit ${at}`).toBe("bad");
    }
  });

  it("takes no part of a track for a track", () => {
    const bits = bitsOf(shortTrack);
    for (let length = 1; length < bits.length; length += 1)
      expect([decodeRawBits(2, bits.slice(0, length)).kind, decodeRawBits(2, bits.slice(length)).kind]).not.toContain(
        "data",
      );
  });

  it("never throws", () => {
    fc.assert(
      fc.property(fc.constantFrom(1 as const, 2 as const, 3 as const), fc.array(fc.nat({ max: 2 })), (track, bits) => {
        decodeRawBits(track, bits);
      }),
    );
  });
});
