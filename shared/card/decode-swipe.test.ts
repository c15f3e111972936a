import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { socialSecurityNumberCheckCharacter } from "../numbers/social-security-number.ts";
import { compileRegion } from "../region/compile-region.ts";
import type { Region } from "../region/region.ts";
import { RegionRules } from "../region/region-rules.ts";
import { decodeSwipe } from "./decode-swipe.ts";
import { referenceDecode } from "./reference-decoder.reference.ts";
import type { RawTrack, SwipeFrame } from "./swipe-frame.ts";
import {
  createDraw,
  drawBankNumber,
  drawDigits,
  drawSoundSwipe,
  drawSwipe,
  flipBit,
  type SampleTracks,
} from "./swipe-samples.fixture.ts";

function aRegion(change: Partial<RegionRules> = {}): Region {
  const file = readFileSync(new URL("../../resources/regions/national.json", import.meta.url), "utf8");
  const compiled = compileRegion({ ...RegionRules.parse(JSON.parse(file)), ...change });
  if (!compiled.ok) throw new Error("the region's rules do not compile");
  return compiled.value;
}

const region = aRegion();
const bankNumber = "6222020000000000000";
const otherBankNumber = "6217850000000000005";
const bankOne = `%B${bankNumber}^TEST/CARD^30125200000000000?`;
const bankTwo = `;${bankNumber}=30125200000000000?`;
const bankThree = `;99${bankNumber}=1561560000000000003010=000000000000?`;
const december = { kind: "month", year: 2030, month: 12 };

function aFrame([one, two, three]: SampleTracks): SwipeFrame {
  const track = (text: string): RawTrack => (text === "" ? { kind: "absent" } : { kind: "text", text });
  return { family: "ascii-lines", tracks: [track(one), track(two), track(three)] };
}

function decode(one: string, two: string, three: string) {
  return decodeSwipe(aFrame([one, two, three]), region);
}

/** The decoded key in the reference decoder's words. */
function keyWords(frame: SwipeFrame): string {
  const decoded = decodeSwipe(frame, region);
  if (!decoded.ok) return "refused";
  const { key } = decoded.value;
  return `${key.kind} ${key.kind === "unknown" ? key.text : key.number}`;
}

describe("decodeSwipe: cards", () => {
  it("reads a bank number from three tracks that agree", () => {
    expect(decode(bankOne, bankTwo, bankThree)).toEqual({
      ok: true,
      value: {
        medium: "stripe",
        key: { kind: "bankNumber", number: bankNumber, lastFour: "0000" },
        keyTrack: 2,
        expiry: december,
        tracks: ["read", "read", "read"],
      },
    });
  });

  it.each([
    ["track 2 alone", "", bankTwo, "", 2, december, ["absent", "read", "absent"]],
    ["track 3 alone", "", "", bankThree, 3, { kind: "none" }, ["absent", "absent", "read"]],
    ["track 1 alone", bankOne, "", "", 1, december, ["read", "absent", "absent"]],
    ["track 3 before track 1", bankOne, ";E?", bankThree, 3, december, ["read", "bad", "read"]],
    ["track 1 beside a bad track 2", bankOne, ";62?220", "", 1, december, ["read", "bad", "absent"]],
    [
      "track 3 beside a track 2 with a wrong digit",
      "",
      bankTwo.replace("62220", "62221"),
      bankThree,
      3,
      { kind: "none" },
      ["absent", "bad", "read"],
    ],
    ["a separator printed as >", "", bankTwo.replace("=", ">"), "", 2, december, ["absent", "read", "absent"]],
  ] as const)("reads a bank number from %s", (_what, one, two, three, keyTrack, expiry, tracks) => {
    expect(decode(one, two, three)).toEqual({
      ok: true,
      value: {
        medium: "stripe",
        key: { kind: "bankNumber", number: bankNumber, lastFour: "0000" },
        keyTrack,
        expiry,
        tracks,
      },
    });
  });

  it.each(["=", "==201", "=0000520", "=9999", "=1", "=12", "=3012"])("never refuses for the expiry in %s", (rest) => {
    expect(decode("", `;${bankNumber}${rest}?`, "")).toMatchObject({
      ok: true,
      value: { key: { number: bankNumber } },
    });
  });

  it("never refuses for the expiry, whatever digits stand there", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9]{0,17}$/), fc.nat(), (digits, seed) => {
        const number = drawBankNumber(createDraw(seed));
        expect(keyWords(aFrame(["", `;${number}=${digits}?`, ""]))).toBe(`bankNumber ${number}`);
      }),
    );
  });

  it.each([
    ["a card number", ";123456788?", { kind: "cardNumber", number: "123456788" }, { kind: "none" }],
    [
      "a social security number",
      ";320102199001010010?",
      { kind: "personId", number: "320102199001010010" },
      { kind: "none" },
    ],
    [
      "an old social security number",
      ";320102900101001?",
      { kind: "personId", number: "320102900101001" },
      { kind: "none" },
    ],
    ["local content", ";123456789=00?", { kind: "unknown", text: "123456789=00" }, { kind: "unreadable" }],
    ["a local number", ";1234567890123456?", { kind: "unknown", text: "1234567890123456" }, { kind: "none" }],
  ] as const)("reads %s from track 2", (_what, two, key, expiry) => {
    expect(decode("", two, "")).toEqual({
      ok: true,
      value: { medium: "stripe", key, keyTrack: 2, expiry, tracks: ["absent", "read", "absent"] },
    });
  });

  it("reads a card number that a device without sentinels gives", () => {
    const frame: SwipeFrame = {
      family: "ascii-lines",
      tracks: [{ kind: "absent" }, { kind: "bare", text: "A12345674" }, { kind: "absent" }],
    };
    expect(keyWords(frame)).toBe("cardNumber A12345674");
  });

  it("prefers a known kind on track 3 to an unknown one on track 2", () => {
    expect(decode("", ";123456789=00?", bankThree)).toMatchObject({
      ok: true,
      value: { key: { kind: "bankNumber" }, keyTrack: 3, expiry: { kind: "unreadable" } },
    });
  });

  it("prefers track 2 where the tracks hold different kinds", () => {
    expect(decode(bankOne, ";123456788?", "")).toMatchObject({
      ok: true,
      value: { key: { kind: "cardNumber" }, keyTrack: 2 },
    });
  });

  it("honours checks other than the national rules use", () => {
    const local = aRegion({
      stripeKinds: [
        { track: 2, pattern: "^(\\d{18})$", kind: "personId", check: "none" },
        { track: 2, pattern: "^(\\d{10})$", kind: "unknown", check: "luhn" },
      ],
    });
    const kinds = [";320102199001010011?", ";1234567897?", ";1234567890?"].map((two) => {
      const decoded = decodeSwipe(aFrame(["", two, ""]), local);
      return decoded.ok ? decoded.value.key.kind : decoded.error;
    });
    expect(kinds).toEqual(["personId", "unknown", { kind: "check-failed", track: 2, keyKind: "unknown" }]);
  });
});

describe("decodeSwipe: bugs", () => {
  it("throws for a region that was not compiled from rules", () => {
    const [rule] = region.stripeRules;
    const broken: Region = {
      ...region,
      stripeRules: [{ ...rule, kind: JSON.parse('"photo"'), track: 2, check: "none", expression: /^(.)/ }],
    };
    expect(() => decodeSwipe(aFrame(["", ";12345?", ""]), broken)).toThrow("unhandled case");
  });
});

describe("decodeSwipe: faults", () => {
  it.each([
    ["no track", "", "", "", { kind: "nothing-read" }],
    [
      "marks on every track",
      "%E?",
      ";E?",
      "+E?",
      {
        kind: "unreadable",
        tracks: [
          { track: 1, reason: "marked-by-reader" },
          { track: 2, reason: "marked-by-reader" },
          { track: 3, reason: "marked-by-reader" },
        ],
      },
    ],
    [
      "track 2 without its end",
      "",
      ";62220200000",
      "",
      { kind: "unreadable", tracks: [{ track: 2, reason: "no-end-sentinel" }] },
    ],
    [
      "a wrong Luhn digit",
      "",
      ";6222020000000000001=3012?",
      "",
      { kind: "check-failed", track: 2, keyKind: "bankNumber" },
    ],
    ["a doubtful card number", "", ";123456789?", "", { kind: "check-failed", track: 2, keyKind: "cardNumber" }],
    [
      "a wrong identity number",
      "",
      ";320102199001010011?",
      "",
      { kind: "check-failed", track: 2, keyKind: "personId" },
    ],
    [
      "a wrong check beside a bad track",
      "%E?",
      "",
      ";996222020000000000001=156?",
      { kind: "check-failed", track: 3, keyKind: "bankNumber" },
    ],
    [
      "bank numbers that differ on tracks 2 and 3",
      "",
      bankTwo,
      `;99${otherBankNumber}=156?`,
      { kind: "tracks-disagree", tracks: [2, 3], keyKind: "bankNumber" },
    ],
    [
      "bank numbers that differ on tracks 2 and 1",
      `%B${otherBankNumber}^TEST/CARD^3012?`,
      bankTwo,
      bankThree,
      { kind: "tracks-disagree", tracks: [2, 1], keyKind: "bankNumber" },
    ],
    ["text of no card", "%TEST CARD?", ";12?", "+1234?", { kind: "not-a-card" }],
    ["a number torn by a separator", "", ";6222020000000000=00=3012?", "", { kind: "not-a-card" }],
    [
      "local content after a bad track 2",
      "",
      ";E?",
      "+1234?",
      { kind: "unreadable", tracks: [{ track: 2, reason: "marked-by-reader" }] },
    ],
  ] as const)("%s", (_what, one, two, three, fault) => {
    expect(decode(one, two, three)).toEqual({ ok: false, error: fault });
  });

  it("does not fall back to local content of a lesser track when a better one is bad", () => {
    const local = aRegion({ stripeKinds: [{ track: 3, pattern: "^(\\d+)$", kind: "unknown", check: "none" }] });
    expect([
      decodeSwipe(aFrame(["", "", "+1234?"]), local).ok,
      decodeSwipe(aFrame(["", ";E?", "+1234?"]), local),
    ]).toEqual([
      true,
      { ok: false, error: { kind: "unreadable", tracks: [{ track: 2, reason: "marked-by-reader" }] } },
    ]);
  });
});

describe("decodeSwipe: properties", () => {
  it("agrees with the reference decoder on 100,000 swipes, of which at least 30 % are cards", {
    timeout: 60_000,
  }, () => {
    const draw = createDraw(20260301);
    const seen = new Map<string, number>();
    for (let index = 0; index < 100_000; index += 1) {
      const tracks = drawSwipe(draw);
      const expected = referenceDecode(tracks);
      const actual = keyWords(aFrame(tracks));
      if (actual !== expected) expect.fail(`${JSON.stringify(tracks)}: ${actual}, the reference says ${expected}`);
      const kind = expected.split(" ", 1).join();
      seen.set(kind, (seen.get(kind) ?? 0) + 1);
    }
    const countOf = (kind: string) => seen.get(kind) ?? 0;
    expect(countOf("refused")).toBeGreaterThan(10_000);
    expect(countOf("refused")).toBeLessThan(70_000);
    for (const kind of ["bankNumber", "cardNumber", "personId", "unknown"]) expect(countOf(kind)).toBeGreaterThan(1000);
  });

  it("refuses or reads the same after any single wrong bit of a checked number", { timeout: 60_000 }, () => {
    const draw = createDraw(7);
    const numbers = Array.from({ length: 60 }, () => drawBankNumber(draw));
    const personIds = Array.from({ length: 40 }, () => `32010219900101${drawDigits(draw, 3)}`)
      .map((digits) => digits + socialSecurityNumberCheckCharacter(digits))
      .filter((number) => !number.endsWith("X"));
    const samples: SampleTracks[] = [
      ...numbers.flatMap((number): SampleTracks[] => [
        ["", `;${number}=30125200000000000?`, ""],
        ["", `;${number}=30125200000000000?`, `+99${number}=1561560000000000003010=000?`],
        ["", "", `+99${number}=1561560000000000003010=000?`],
        [`%B${number}^TEST/CARD^30125200000000000?`, "", ""],
      ]),
      ...["123456788", "000000019"].map((number): SampleTracks => ["", `;${number}?`, ""]),
      ...personIds.map((number): SampleTracks => ["", `;${number}?`, ""]),
    ];
    for (const tracks of samples) {
      const sound = keyWords(aFrame(tracks));
      const number = sound.split(" ")[1] ?? "";
      expect(sound).not.toBe("refused");
      for (const [slot, text] of tracks.entries())
        for (let at = text.indexOf(number); at < text.indexOf(number) + number.length; at += 1)
          for (let bit = 0; bit < 8; bit += 1) {
            const [one, two, three] = tracks.map((track, index) => (index === slot ? flipBit(text, at, bit) : track));
            const read = keyWords(aFrame([one ?? "", two ?? "", three ?? ""]));
            if (read !== "refused" && read !== sound)
              expect.fail(`${sound} became ${read} by bit ${bit} of character ${at} on track ${slot + 1}`);
          }
    }
  });

  it("never throws, whatever a device delivers", () => {
    const text = fc.oneof(
      fc.array(fc.nat({ max: 0xffff }), { maxLength: 120 }).map((units) => String.fromCharCode(...units)),
      fc.nat().map((seed) => drawSoundSwipe(createDraw(seed))[seed % 3] ?? ""),
    );
    const track: fc.Arbitrary<RawTrack> = fc.oneof(
      fc.constant({ kind: "absent" as const }),
      text.map((value) => ({ kind: "text" as const, text: value })),
      fc.tuple(text, text).map(([value, lrc]) => ({ kind: "text" as const, text: value, lrc })),
      text.map((value) => ({ kind: "bare" as const, text: value })),
      fc.constant({ kind: "bad" as const, reason: "decode-status" as const }),
    );
    fc.assert(
      fc.property(fc.tuple(track, track, track), (tracks) => {
        decodeSwipe({ family: "magtek-hid", tracks }, region);
      }),
      { numRuns: 1000 },
    );
  });
});
