import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeSwipe } from "../card/decode-swipe.ts";
import { referenceDecode } from "../card/reference-decoder.reference.ts";
import { createDraw, drawBankNumber, drawSoundSwipe, flipBit } from "../card/swipe-samples.fixture.ts";
import { compileRegion } from "../region/compile-region.ts";
import { RegionRules } from "../region/region-rules.ts";
import { AsciiLineFramer, type AsciiLineOptions } from "./ascii-line-framer.ts";
import type { FramerOutput } from "./framer.ts";

const one = "%B6222020000000000000^TEST/CARD^30125200000000000?";
const two = ";6222020000000000000=30125200000000000?";
const three = "+996222020000000000000=1561560000000000003010=000000000000?";
const signOn = "21073062 REV A";

const allOnALine: AsciiLineOptions = { terminator: "cr", sentinels: "required", tracksPerLine: "all" };
const oneALine: AsciiLineOptions = { ...allOnALine, tracksPerLine: "one", idleMs: 200 };
const stripped: AsciiLineOptions = { terminator: "either", sentinels: "optional", tracksPerLine: "all" };

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** Everything a framer says when the text comes in pieces of these sizes, one each millisecond, and then silence. */
function frame(text: string, options: AsciiLineOptions, sizes: readonly number[] = []): FramerOutput[] {
  const framer = new AsciiLineFramer(options);
  const bytes = bytesOf(text);
  const outputs: FramerOutput[] = [];
  let at = 0;
  for (let turn = 0; at < bytes.length; turn += 1) {
    const size = sizes[turn % Math.max(1, sizes.length)] ?? bytes.length;
    outputs.push(...framer.push(bytes.subarray(at, at + size), turn / 100));
    at += size;
  }
  return [...outputs, ...framer.idle(1_000_000)];
}

const text = (track: string) => ({ kind: "text", text: track });
const absent = { kind: "absent" };
const truncated = { kind: "bad-frame", reason: "truncated" };
const oversize = { kind: "bad-frame", reason: "oversize" };
const swipe = (...tracks: readonly unknown[]) => ({ kind: "frame", frame: { family: "ascii-lines", tracks } });
const discarded = (why: string, bytes: number) => ({ kind: "discarded", why, bytes });
const whole = swipe(text(one), text(two), text(three));
const twoOnly = swipe(absent, text(two), absent);

describe("AsciiLineFramer, a line a swipe", () => {
  it.each([
    ["three tracks", `${one}${two}${three}\r`, [whole]],
    ["tracks in another order", `${three}${one}${two}\r`, [whole]],
    ["one track", `${two}\r`, [twoOnly]],
    ["two swipes", `${two}\r${one}${two}${three}\r`, [twoOnly, whole]],
    ["a line feed after each", `${two}\r\n${two}\r\n`, [twoOnly, twoOnly]],
    ["empty lines", `\r\r\n\r${two}\r`, [twoOnly]],
    ["bad-read marks", "%E?;E?+E?\r", [swipe(text("%E?"), text(";E?"), text("+E?"))]],
    ["a sign-on text before the swipe", `${signOn}\r${two}\r`, [discarded("sign-on-text", 14), twoOnly]],
    ["a sign-on text without an end", signOn, [discarded("sign-on-text", 14)]],
    ["noise", "\u0001\u00FE\r", [discarded("noise", 2)]],
    ["the rest of a swipe whose start was lost", `00=3012?\r${two}\r`, [discarded("remnant", 8), twoOnly]],
    ["the rest of track 1 and whole tracks after it", `CARD^3012?${two}\r`, [discarded("remnant", 49)]],
    ["a start without an end", `;622202000\r${two}\r`, [truncated, twoOnly]],
    ["a start without an end in the last track", `${one};622202000\r`, [truncated]],
    ["a swipe that stops", ";622202000", [truncated]],
    ["a swipe without its terminator", `${one}${two}`, [truncated]],
    ["no bytes", "", []],
  ])("%s", (_what, bytes, expected) => {
    expect(frame(bytes, allOnALine)).toEqual(expected);
  });

  it("takes a line of exactly the longest length and drops a longer one up to its end", () => {
    const options = { ...allOnALine, maxBytes: 40 };
    const longest = `;${"1".repeat(38)}?`;
    expect([
      frame(`${longest}\r`, options),
      frame(`${longest}2345\r${two}\r`, options),
      frame("9".repeat(1000), options),
    ]).toEqual([
      [swipe(absent, absent, text(longest))],
      [oversize, discarded("remnant", 44), twoOnly],
      [oversize, discarded("remnant", 1000)],
    ]);
  });

  it("keeps the eighth bit unless the reader's words have seven", () => {
    const withParity = [...`${two}\r`].map((character) => String.fromCharCode(character.charCodeAt(0) | 0x80)).join("");
    expect([frame(withParity, { ...allOnALine, dataBits: 7 }), frame(withParity, allOnALine)]).toEqual([
      [twoOnly],
      [discarded("noise", 40)],
    ]);
  });

  it("hands the check character on where the reader sends one", () => {
    expect(frame(`${one}T${two}8\r`, { ...allOnALine, lrc: true })).toEqual([
      swipe({ kind: "text", text: one, lrc: "T" }, { kind: "text", text: two, lrc: "8" }, absent),
    ]);
  });
});

describe("AsciiLineFramer, terminators", () => {
  it.each([
    ["cr", "\r"],
    ["cr", "\r\n"],
    ["crlf", "\r\n"],
    ["either", "\r"],
    ["either", "\r\n"],
    ["either", "\n"],
  ] as const)("%s takes %j", (terminator, end) => {
    const swipes = `${signOn}${end}${one}${two}${three}${end}00?${end}${two}${end}`;
    expect(frame(swipes, { ...allOnALine, terminator })).toEqual([
      discarded("sign-on-text", 14),
      whole,
      discarded("remnant", 3),
      twoOnly,
    ]);
  });

  it("crlf waits for silence after a lone carriage return, and takes it into a line that goes on", () => {
    const crlf = { ...oneALine, terminator: "crlf" } as const;
    expect([frame(`${two}\r`, crlf), frame(";12\r345?\r\n", crlf), frame(";12345?\r\r\n", crlf)]).toEqual([
      [twoOnly],
      [swipe(absent, text(";12\r345?"), absent)],
      [swipe(absent, { kind: "bad", reason: "illegal-character" }, absent)],
    ]);
  });

  it("cr takes a lone line feed for part of the line", () => {
    expect(frame(";12\n345?\r", allOnALine)).toEqual([swipe(absent, text(";12\n345?"), absent)]);
  });
});

describe("AsciiLineFramer, a track a line", () => {
  it.each([
    ["a full set at once", `${one}\r${two}\r${three}\r`, [whole]],
    ["tracks in another order", `${three}\r${two}\r${one}\r`, [whole]],
    ["two of three after silence", `${one}\r${two}\r`, [swipe(text(one), text(two), absent)]],
    ["a last line without its end", `${one}\r${two}`, [swipe(text(one), text(two), absent)]],
    [
      "track 3 that starts like track 2",
      `${two}\r${three.replace("+", ";")}\r`,
      [swipe(absent, text(two), text(three.replace("+", ";")))],
    ],
    ["a second swipe before silence", `${two}\r${two}\r`, [twoOnly, twoOnly]],
    [
      "a sign-on text between",
      `${one}\r${signOn}\r${two}\r`,
      [discarded("sign-on-text", 14), swipe(text(one), text(two), absent)],
    ],
    ["a sign-on text at the end", `${two}\r${signOn}`, [discarded("sign-on-text", 14), twoOnly]],
    ["a truncated line and what follows it", `${one}\r;6222\r${three}\r`, [truncated, discarded("remnant", 59)]],
    ["a swipe that stops in a track", `${one}\r;6222`, [truncated]],
    ["a lost start and what follows it", `00=3012?\r${three}\r`, [discarded("remnant", 8), discarded("remnant", 59)]],
    [
      "a lost start within a swipe",
      `${one}\r00=3012?\r${three}\r`,
      [discarded("remnant", 8), truncated, discarded("remnant", 59)],
    ],
    ["a lost start at the end", `${one}\r00=3012?`, [discarded("remnant", 8), truncated]],
    ["too long a line", `${two}\r${"9".repeat(600)}\r${two}\r`, [oversize, discarded("remnant", 639)]],
  ])("%s", (_what, bytes, expected) => {
    expect(frame(bytes, oneALine)).toEqual(expected);
  });

  it("reads the next swipe after the silence that ends a broken one", () => {
    const framer = new AsciiLineFramer(oneALine);
    expect([
      framer.push(bytesOf(`;6222\r${three}\r`), 0),
      framer.deadlineMs,
      framer.push(bytesOf(`${two}\r`), 250),
      framer.deadlineMs,
      framer.idle(449),
      framer.idle(450),
      framer.deadlineMs,
    ]).toEqual([[truncated], 200, [discarded("remnant", 59)], 450, [], [twoOnly], undefined]);
  });
});

describe("AsciiLineFramer, readers without sentinels", () => {
  const bare = (track: string) => swipe(absent, { kind: "bare", text: track }, absent);

  it.each([
    ["a stripped track 2", "6222020000000000000=3012520\r\n", [bare("6222020000000000000=3012520")]],
    ["a card number", "A12345674\n", [bare("A12345674")]],
    ["a track with sentinels all the same", `${two}\r`, [twoOnly]],
    ["a sign-on text", `Ready.\r\n${two}\r\n`, [discarded("sign-on-text", 6), twoOnly]],
    ["a bad-read mark", "E\r", [swipe(absent, { kind: "bad", reason: "marked-by-reader" }, absent)]],
    ["a line that stops", "622202000000", [truncated]],
    ["the rest of a swipe with sentinels", "00=30125200000000000?\r", [discarded("remnant", 21)]],
  ])("%s", (_what, bytes, expected) => {
    expect(frame(bytes, stripped)).toEqual(expected);
  });
});

describe("AsciiLineFramer, time", () => {
  it("says when silence is due and does nothing before", () => {
    const framer = new AsciiLineFramer(allOnALine);
    expect([
      framer.deadlineMs,
      framer.idle(5),
      framer.push(bytesOf(";6222"), 1000),
      framer.deadlineMs,
      framer.push(new Uint8Array(), 1200),
      framer.idle(1299),
      framer.push(bytesOf("02"), 1299),
      framer.deadlineMs,
      framer.idle(1599),
      framer.deadlineMs,
      framer.idle(9999),
    ]).toEqual([undefined, [], [], 1300, [], [], [], 1599, [truncated], undefined, []]);
  });

  it("never joins what silence has separated, even when the host is late", () => {
    const framer = new AsciiLineFramer(allOnALine);
    const line = `${two}\r`;
    expect([
      framer.push(bytesOf(line.slice(0, 20)), 0),
      framer.push(bytesOf(line.slice(20)), 300),
      framer.push(bytesOf(line), 310),
    ]).toEqual([[], [truncated, discarded("remnant", 19)], [twoOnly]]);
  });

  it("reads only the next whole card after a restart in mid-frame, wherever it was cut", () => {
    const line = `${two}\r\n`;
    for (let cut = 1; cut < line.length - 2; cut += 1) {
      const framer = new AsciiLineFramer(allOnALine);
      framer.push(bytesOf(line.slice(0, cut)), 0);
      framer.reset();
      const after = [...framer.push(bytesOf(line.slice(cut)), 1), ...framer.push(bytesOf(line), 2)];
      expect(after.filter(({ kind }) => kind === "frame")).toEqual([twoOnly]);
      expect(after.filter(({ kind }) => kind !== "frame")).toEqual([discarded("remnant", two.length - cut)]);
    }
  });

  it("gives no frame for a swipe that stops anywhere", () => {
    const line = `${one}${two}${three}\r`;
    for (let length = 1; length < line.length; length += 1)
      expect(frame(line.slice(0, length), allOnALine)).toEqual([truncated]);
  });
});

describe("AsciiLineFramer, properties", () => {
  const anyOptions: fc.Arbitrary<AsciiLineOptions> = fc.record({
    terminator: fc.constantFrom("cr", "crlf", "either"),
    sentinels: fc.constantFrom("required", "optional"),
    tracksPerLine: fc.constantFrom("all", "one"),
    lrc: fc.boolean(),
    maxBytes: fc.integer({ min: 40, max: 300 }),
    dataBits: fc.constantFrom(7, 8),
  });
  const piece = fc.oneof(
    fc.constantFrom(one, two, three, signOn, "\r", "\n", "\r\n", "?", ";", "%E?", "A12345674", "00=3012?"),
    fc.uint8Array({ maxLength: 60 }).map((bytes) => String.fromCharCode(...bytes)),
  );
  const stream = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(""));

  it("any chunking gives the same outputs, and nothing throws", () => {
    fc.assert(
      fc.property(
        stream,
        anyOptions,
        fc.array(fc.integer({ min: 1, max: 80 }), { minLength: 1 }),
        (bytes, options, sizes) => {
          expect(frame(bytes, options, sizes)).toEqual(frame(bytes, options));
        },
      ),
      { numRuns: 500 },
    );
  });

  it("counts no byte twice: what is discarded is no more than what came", () => {
    fc.assert(
      fc.property(stream, anyOptions, (bytes, options) => {
        const sum = frame(bytes, options).reduce(
          (total, output) => total + (output.kind === "discarded" ? output.bytes : 0),
          0,
        );
        expect(sum).toBeLessThanOrEqual(bytes.length);
      }),
    );
  });

  it("has nothing pending after silence", () => {
    fc.assert(
      fc.property(stream, anyOptions, (bytes, options) => {
        const framer = new AsciiLineFramer(options);
        framer.push(bytesOf(bytes), 0);
        framer.idle(framer.deadlineMs ?? 0);
        expect([framer.deadlineMs, framer.idle(1_000_000)]).toEqual([undefined, []]);
      }),
    );
  });

  it("looks at each byte once, however long a line without an end gets", { timeout: 60_000 }, () => {
    const megabyte = new Uint8Array(1_000_000).fill(0x39);
    const framer = new AsciiLineFramer({ ...stripped, maxBytes: 4096 });
    const startedAtMs = performance.now();
    for (let at = 0; at < megabyte.length; at += 10) framer.push(megabyte.subarray(at, at + 10), 0);
    // A framer that copied or searched what it holds at every chunk would need minutes.
    expect(performance.now() - startedAtMs).toBeLessThan(5000);
  });

  it("refuses options outside their ranges", () => {
    const wrong = [
      { idleMs: 19 },
      { idleMs: 5001 },
      { idleMs: 20.5 },
      { maxBytes: 39 },
      { maxBytes: 4097 },
      { maxBytes: Number.NaN },
    ];
    for (const change of wrong) expect(() => new AsciiLineFramer({ ...allOnALine, ...change })).toThrow(RangeError);
  });
});

describe("a serial swipe from bytes to card", () => {
  const file = readFileSync(new URL("../../resources/regions/national.json", import.meta.url), "utf8");
  const compiled = compileRegion(RegionRules.parse(JSON.parse(file)));
  if (!compiled.ok) throw new Error("national.json does not compile");
  const region = compiled.value;

  function keysOf(outputs: readonly FramerOutput[]): string[] {
    return outputs.flatMap((output) => {
      const decoded = output.kind === "frame" ? decodeSwipe(output.frame, region) : undefined;
      if (!decoded?.ok) return [];
      const { key } = decoded.value;
      return [`${key.kind} ${key.kind === "unknown" ? key.text : key.number}`];
    });
  }

  it("agrees with the reference decoder on 3,000 swipes on one line and a track a line", { timeout: 60_000 }, () => {
    const draw = createDraw(337);
    let cards = 0;
    for (let index = 0; index < 3000; index += 1) {
      const tracks = drawSoundSwipe(draw);
      const expected = referenceDecode(tracks);
      const lines = tracks.filter((track) => track !== "").map((track) => `${track}\r`);
      const keys = [
        keysOf(frame(`${tracks.join("")}\r`, allOnALine, [7])),
        keysOf(frame(lines.join(""), oneALine, [7])),
      ];
      const wanted = expected === "refused" ? [] : [expected];
      if (JSON.stringify(keys) !== JSON.stringify([wanted, wanted])) expect.fail(`${JSON.stringify(tracks)}: ${keys}`);
      cards += wanted.length;
    }
    expect(cards).toBeGreaterThan(1000);
  });

  it("refuses or reads the same after any single wrong bit of a bank number", { timeout: 60_000 }, () => {
    const draw = createDraw(11);
    for (let sample = 0; sample < 60; sample += 1) {
      const number = drawBankNumber(draw);
      const line = `;${number}=30125200000000000?\r`;
      for (let at = 1; at <= number.length; at += 1)
        for (let bit = 0; bit < 8; bit += 1)
          for (const options of [allOnALine, oneALine, stripped]) {
            const keys = keysOf(frame(flipBit(line, at, bit), options));
            if (keys.some((key) => key !== `bankNumber ${number}`)) expect.fail(`${number} became ${keys}`);
          }
    }
  });

  function lrcOf(digitTrack: string): string {
    return String.fromCharCode([...digitTrack].reduce((sum, character) => sum ^ (character.charCodeAt(0) & 0xf), 0x30));
  }

  it("refuses or reads the same after any single wrong bit that a check character covers", () => {
    const samples = [
      `${one}T\r`,
      `${two}8\r`,
      `${one}T${two}8\r`,
      `;123456788?${lrcOf(";123456788?")}\r`,
      `;320102199001010010?${lrcOf(";320102199001010010?")}\r`,
    ];
    for (const line of samples) {
      const sound = keysOf(frame(line, { ...allOnALine, lrc: true }));
      expect(sound.length).toBe(1);
      for (let at = 0; at < line.length - 1; at += 1)
        for (let bit = 0; bit < 8; bit += 1) {
          const keys = keysOf(frame(flipBit(line, at, bit), { ...allOnALine, lrc: true }));
          if (keys.some((key) => key !== sound[0])) expect.fail(`${line} became ${keys}`);
        }
    }
  });
});
