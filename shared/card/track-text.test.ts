import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { flipBit } from "./swipe-samples.fixture.ts";
import { parseTrackText, readTrack } from "./track-text.ts";

const bankOne = "B6222020000000000000^TEST/CARD^30125200000000000";
const bankTwo = "6222020000000000000=30125200000000000";
const bankThree = "996222020000000000000=1561560000000000003010=000000000000";
const anyText = fc.array(fc.nat({ max: 0xffff }), { maxLength: 120 }).map((units) => String.fromCharCode(...units));
const trackLikeText = fc.stringMatching(/^[%;+!]?[0-9=>?EB^/ ]{0,110}\??$/);
const anyTrack = fc.constantFrom(1 as const, 2 as const, 3 as const);

describe("parseTrackText", () => {
  it.each([
    [1, `%${bankOne}?`, bankOne],
    [1, "%A12345677?", "A12345677"],
    [1, "% !\"#$&'()*+,-./09:;<=>@AZ[\\]^_?", " !\"#$&'()*+,-./09:;<=>@AZ[\\]^_"],
    [2, `;${bankTwo}?`, bankTwo],
    [2, ";12345?", "12345"],
    [2, ";123456789>00?", "123456789=00"],
    [3, `;${bankThree}?`, bankThree],
    [3, `+${bankThree}?`, bankThree],
    [3, `!${bankThree.replaceAll("=", ">")}?`, bankThree],
    [1, `%${"A".repeat(76)}?`, "A".repeat(76)],
    [2, `;${"1".repeat(37)}?`, "1".repeat(37)],
    [3, `;${"1".repeat(104)}?`, "1".repeat(104)],
  ] as const)("track %i: %s is data", (track, text, data) => {
    expect(parseTrackText(track, text)).toEqual({ kind: "data", text: data });
  });

  it.each([
    [1, "%E?", "marked-by-reader"],
    [2, ";E?", "marked-by-reader"],
    [3, "+E?", "marked-by-reader"],
    [3, ";E?", "marked-by-reader"],
    [2, "E", "marked-by-reader"],
    [2, "\u007F", "marked-by-reader"],
    [2, ";\u007F?", "marked-by-reader"],
    [1, "%?", "marked-by-reader"],
    [2, ";?", "marked-by-reader"],
    [1, `;${bankTwo}?`, "no-start-sentinel"],
    [2, `+${bankTwo}?`, "no-start-sentinel"],
    [2, bankTwo, "no-start-sentinel"],
    [2, "?", "no-start-sentinel"],
    [2, ";", "no-end-sentinel"],
    [2, `;${bankTwo}`, "no-end-sentinel"],
    [2, `;${bankTwo}?8`, "no-end-sentinel"],
    [1, `%${"A".repeat(77)}?`, "too-long"],
    [2, `;${"1".repeat(38)}?`, "too-long"],
    [3, `;${"1".repeat(105)}?`, "too-long"],
    [1, "%test?", "illegal-character"],
    [1, "%A%B?", "illegal-character"],
    [1, "%A?B?", "illegal-character"],
    [2, ";12?45?", "illegal-character"],
    [2, ";12;45?", "illegal-character"],
    [2, ";12:45?", "illegal-character"],
    [2, ";12A45?", "illegal-character"],
    [2, ";12\n45?", "illegal-character"],
    [3, "+12\u00B145?", "illegal-character"],
  ] as const)("track %i: %j is bad: %s", (track, text, reason) => {
    expect(parseTrackText(track, text)).toEqual({ kind: "bad", reason });
  });

  it("takes no text for no track", () => {
    expect(parseTrackText(2, "")).toEqual({ kind: "absent" });
  });

  it.each([
    [1, `%${bankOne}?`, "T"],
    [2, `;${bankTwo}?`, "8"],
    [2, ";123456789=00?", "8"],
    [2, ";12345?", "5"],
    [1, "%A12345677?", "\\"],
    [3, "+12345?", "5"],
    [2, ";123456789>00?", "8"],
    [2, ";123456789>00?", ";"],
  ] as const)("track %i: %s has the check character %s", (track, text, lrc) => {
    expect(parseTrackText(track, text, lrc)).toEqual(parseTrackText(track, text));
  });

  it.each(["7", "", "88", "\u0018"])("refuses the check character %j", (lrc) => {
    expect(parseTrackText(2, ";123456789=00?", lrc)).toEqual({ kind: "bad", reason: "lrc-mismatch" });
  });

  it("refuses or reads the same after any single wrong bit that the check character covers", () => {
    const samples = [
      [1, `%${bankOne}?T`],
      [2, `;${bankTwo}?8`],
      [2, ";123456789=00?8"],
      [2, ";123456789>00?;"],
      [2, ";123456789>00?8"],
      [1, "%A12345677?\\"],
      [3, "+12345?5"],
    ] as const;
    for (const [track, text] of samples) {
      const sound = parseTrackText(track, text.slice(0, -1), text.slice(-1));
      expect(sound.kind).toBe("data");
      for (let at = 0; at < text.length; at += 1)
        for (let bit = 0; bit < 16; bit += 1) {
          const flipped = flipBit(text, at, bit);
          const read = parseTrackText(track, flipped.slice(0, -1), flipped.slice(-1));
          if (read.kind !== "bad") expect(read, `${text} bit ${bit} of character ${at + 1}`).toEqual(sound);
        }
    }
  });

  it("never throws and never lets a sentinel into the data", () => {
    fc.assert(
      fc.property(
        anyTrack,
        fc.oneof(anyText, trackLikeText),
        fc.option(anyText, { nil: undefined }),
        (track, text, lrc) => {
          const read = parseTrackText(track, text, lrc);
          expect(read.kind === "data" && /[%?]/.test(read.text)).toBe(false);
        },
      ),
    );
  });

  it("takes no part of a track for the track", () => {
    for (const [track, text] of [
      [1, `%${bankOne}?`],
      [2, `;${bankTwo}?`],
      [3, `+${bankThree}?`],
    ] as const)
      for (let length = 1; length < text.length; length += 1) {
        expect(parseTrackText(track, text.slice(0, length)).kind).toBe("bad");
        expect(parseTrackText(track, text.slice(length)).kind).toBe("bad");
      }
  });
});

describe("readTrack", () => {
  it.each([
    [{ kind: "absent" }, { kind: "absent" }],
    [
      { kind: "bad", reason: "decode-status" },
      { kind: "bad", reason: "decode-status" },
    ],
    [
      { kind: "text", text: ";12345?" },
      { kind: "data", text: "12345" },
    ],
    [
      { kind: "text", text: ";12345?", lrc: "5" },
      { kind: "data", text: "12345" },
    ],
    [
      { kind: "text", text: ";12345?", lrc: "" },
      { kind: "bad", reason: "lrc-mismatch" },
    ],
    [
      { kind: "bare", text: "A12345674" },
      { kind: "data", text: "A12345674" },
    ],
    [
      { kind: "bare", text: "123456789>00" },
      { kind: "data", text: "123456789=00" },
    ],
    [{ kind: "bare", text: "" }, { kind: "absent" }],
    [
      { kind: "bare", text: "E" },
      { kind: "bad", reason: "marked-by-reader" },
    ],
    [
      { kind: "bare", text: "a12345674" },
      { kind: "bad", reason: "illegal-character" },
    ],
    [
      { kind: "bare", text: "1".repeat(105) },
      { kind: "bad", reason: "too-long" },
    ],
  ] as const)("%j is %j", (raw, expected) => {
    expect(readTrack(2, raw)).toEqual(expected);
  });

  it("is a bug to ask with a kind of track that does not exist", () => {
    expect(() => readTrack(2, JSON.parse('{"kind":"encrypted"}'))).toThrow("unhandled case: encrypted");
  });
});
