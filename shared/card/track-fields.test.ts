import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readTrackFields } from "./track-fields.ts";

const none = { kind: "none" };
const unreadable = { kind: "unreadable" };

describe("readTrackFields", () => {
  it.each([
    [1, "B6222020000000000000^TEST/CARD^30125200000000000", { kind: "month", year: 2030, month: 12 }, "520"],
    [2, "6222020000000000000=30125200000000000", { kind: "month", year: 2030, month: 12 }, "520"],
    [2, "6222020000000000000=9901", { kind: "month", year: 2099, month: 1 }, undefined],
    [2, "6222020000000000000==201000", none, "201"],
    [2, "6222020000000000000=3012=000", { kind: "month", year: 2030, month: 12 }, undefined],
    [2, "6222020000000000000=", none, undefined],
    [2, "6222020000000000000", none, undefined],
    [2, "6222020000000000000=0000520", unreadable, "520"],
    [2, "6222020000000000000=3013520", unreadable, "520"],
    [2, "123456789=00", unreadable, undefined],
    [1, "B6222020000000000000^TEST/CARD^^201", none, "201"],
    [1, "B6222020000000000000^TEST/CARD", none, undefined],
    [1, "A12345677^^3012", none, undefined],
    [3, "996222020000000000000=1561560000000000003010=000000000000", none, undefined],
  ] as const)("track %i: %s", (track, text, expiry, serviceCode) => {
    expect(readTrackFields(track, text)).toEqual({ expiry, serviceCode });
  });

  it("never gives the holder's name away, and never throws", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Z]{2,13}\/[A-Z]{1,12}$/), fc.string(), (name, rest) => {
        expect(JSON.stringify(readTrackFields(1, `B6222020000000000000^${name}^${rest}`))).not.toContain(name);
      }),
    );
  });
});
