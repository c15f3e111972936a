import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readTrackExpiry } from "./track-expiry.ts";

const none = { kind: "none" };
const unreadable = { kind: "unreadable" };

describe("readTrackExpiry", () => {
  it.each([
    [1, "B6222020000000000000^TEST/CARD^30125200000000000", { kind: "month", year: 2030, month: 12 }],
    [2, "6222020000000000000=30125200000000000", { kind: "month", year: 2030, month: 12 }],
    [2, "6222020000000000000=9901", { kind: "month", year: 2099, month: 1 }],
    [2, "6222020000000000000==201000", none],
    [2, "6222020000000000000=3012=000", { kind: "month", year: 2030, month: 12 }],
    [2, "6222020000000000000=", none],
    [2, "6222020000000000000", none],
    [2, "6222020000000000000=0000520", unreadable],
    [2, "6222020000000000000=3013520", unreadable],
    [2, "123456789=00", unreadable],
    [1, "B6222020000000000000^TEST/CARD^^201", none],
    [1, "B6222020000000000000^TEST/CARD", none],
    [1, "A12345677^^3012", none],
    [3, "996222020000000000000=1561560000000000003010=000000000000", none],
  ] as const)("track %i: %s", (track, text, expiry) => {
    expect(readTrackExpiry(track, text)).toEqual(expiry);
  });

  it("never gives the holder's name away, and never throws", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Z]{2,13}\/[A-Z]{1,12}$/), fc.string(), (name, rest) => {
        expect(JSON.stringify(readTrackExpiry(1, `B6222020000000000000^${name}^${rest}`))).not.toContain(name);
      }),
    );
  });
});
