import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeSwipe } from "../card/decode-swipe.ts";
import { referenceDecode } from "../card/reference-decoder.reference.ts";
import { createDraw, drawSwipe, type SampleTracks } from "../card/swipe-samples.fixture.ts";
import { compileRegion } from "../region/compile-region.ts";
import { RegionRules } from "../region/region-rules.ts";
import type { FramerOutput } from "./framer.ts";
import { MagtekHidFramer } from "./magtek-hid-framer.ts";

const bankOne = "%B6222020000000000000^TEST/CARD^30125200000000000?";
const bankTwo = ";6222020000000000000=30125200000000000?";

/** A report whose unused bytes are garbage, as a device leaves them. */
function aReport(
  tracks: SampleTracks,
  change: { readonly status?: readonly number[]; readonly lengths?: readonly number[] } = {},
) {
  const report = Uint8Array.from({ length: 337 }, (_, index) => 0x30 + (index % 16));
  report.set(change.status ?? [0, 0, 0], 0);
  report.set(change.lengths ?? tracks.map(({ length }) => length), 3);
  report[6] = 0;
  for (const [index, text] of tracks.entries())
    report.set(
      [...text].map((character) => character.charCodeAt(0)),
      7 + 110 * index,
    );
  return report;
}

function push(bytes: Uint8Array, sizes: readonly number[]): FramerOutput[] {
  const framer = new MagtekHidFramer();
  const outputs: FramerOutput[] = [];
  let at = 0;
  for (let turn = 0; at < bytes.length; turn += 1) {
    const size = Math.max(1, sizes[turn % Math.max(1, sizes.length)] ?? bytes.length);
    outputs.push(...framer.push(bytes.subarray(at, at + size), turn));
    at += size;
  }
  return [...outputs, ...framer.idle(1_000_000)];
}

function framesOf(...tracks: readonly (readonly unknown[])[]) {
  return tracks.map((of) => ({ kind: "frame", frame: { family: "magtek-hid", tracks: of } }));
}

const absent = { kind: "absent" };

describe("MagtekHidFramer", () => {
  it("slices the tracks by their length bytes and ignores what follows", () => {
    expect(push(aReport([bankOne, bankTwo, ""]), [])).toEqual(
      framesOf([{ kind: "text", text: bankOne }, { kind: "text", text: bankTwo }, absent]),
    );
  });

  it("honours the decode status, whatever the length says", () => {
    expect(push(aReport(["", bankTwo, ""], { status: [0, 1, 0xff] }), [])).toEqual(
      framesOf([absent, { kind: "bad", reason: "decode-status" }, { kind: "bad", reason: "decode-status" }]),
    );
  });

  it.each([111, 112, 255])("takes the length %i for corrupt", (length) => {
    expect(push(aReport([bankOne, bankTwo, ""], { lengths: [50, length, 0] }), [])).toEqual(
      framesOf([{ kind: "text", text: bankOne }, { kind: "bad", reason: "length-out-of-range" }, absent]),
    );
  });

  it("takes 110 bytes of a track", () => {
    const full = `;${"1".repeat(108)}?`;
    expect(push(aReport(["", "", full]), [])).toEqual(framesOf([absent, absent, { kind: "text", text: full }]));
  });

  it("gives a frame with nothing for a swipe with nothing", () => {
    expect(push(aReport(["", "", ""]), [])).toEqual(framesOf([absent, absent, absent]));
  });

  it("drops a half report after silence and reads the next one whole", () => {
    const framer = new MagtekHidFramer({ idleMs: 200 });
    const report = aReport(["", bankTwo, ""]);
    const whole = framesOf([absent, { kind: "text", text: bankTwo }, absent]);
    expect([
      framer.deadlineMs,
      framer.push(report.subarray(0, 64), 1000),
      framer.deadlineMs,
      framer.idle(1199),
      framer.push(new Uint8Array(), 1199),
      framer.idle(1200),
      framer.deadlineMs,
      framer.idle(9000),
      framer.push(report, 9000),
      framer.deadlineMs,
    ]).toEqual([
      undefined,
      [],
      1200,
      [],
      [],
      [{ kind: "bad-frame", reason: "truncated" }],
      undefined,
      [],
      whole,
      undefined,
    ]);
  });

  it("never joins a half report to the next when the host is late", () => {
    const framer = new MagtekHidFramer();
    const report = aReport(["", bankTwo, ""]);
    framer.push(report.subarray(0, 64), 0);
    expect(framer.push(report, 300)).toEqual([
      { kind: "bad-frame", reason: "truncated" },
      ...framesOf([absent, { kind: "text", text: bankTwo }, absent]),
    ]);
  });

  it("forgets a half report when it is reset", () => {
    const framer = new MagtekHidFramer();
    framer.push(aReport(["", bankTwo, ""]).subarray(0, 300), 0);
    framer.reset();
    expect([framer.deadlineMs, framer.idle(5000)]).toEqual([undefined, []]);
  });

  it("gives nothing but a truncated frame for any part of a report", () => {
    const report = aReport([bankOne, bankTwo, ""]);
    for (let length = 1; length < report.length; length += 1)
      expect(push(report.subarray(0, length), [])).toEqual([{ kind: "bad-frame", reason: "truncated" }]);
  });

  it("gives the same frames for any chunking", () => {
    const reports = Uint8Array.from([
      ...aReport([bankOne, bankTwo, ""]),
      ...aReport(["", ";E?", ""]),
      ...aReport(["", bankTwo, bankTwo]),
    ]);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1 }), (sizes) => {
        expect(push(reports, sizes)).toEqual(push(reports, []));
      }),
    );
  });

  it("never throws on random bytes and gives a frame for every 337 of them", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 1500 }), fc.array(fc.integer({ min: 1, max: 400 })), (bytes, sizes) => {
        const frames = push(bytes, sizes).filter(({ kind }) => kind === "frame");
        expect(frames.length).toBe(Math.floor(bytes.length / 337));
      }),
    );
  });

  it("refuses an idle time that splits reports or never ends", () => {
    for (const idleMs of [0, 19, 5001, 20.5, Number.NaN])
      expect(() => new MagtekHidFramer({ idleMs })).toThrow(RangeError);
  });
});

describe("a MagTek swipe from bytes to card", () => {
  const file = readFileSync(new URL("../../resources/regions/national.json", import.meta.url), "utf8");
  const compiled = compileRegion(RegionRules.parse(JSON.parse(file)));
  if (!compiled.ok) throw new Error("national.json does not compile");
  const region = compiled.value;

  it("agrees with the reference decoder on 5,000 swipes in pieces", { timeout: 60_000 }, () => {
    const draw = createDraw(41);
    let cards = 0;
    for (let index = 0; index < 5000; index += 1) {
      const tracks = drawSwipe(draw);
      const [output] = push(aReport(tracks), [[8], [64], [337], [100, 7]][draw(4)] ?? []);
      const decoded = output?.kind === "frame" ? decodeSwipe(output.frame, region) : undefined;
      const key = decoded?.ok ? decoded.value.key : undefined;
      const words = key === undefined ? "refused" : `${key.kind} ${key.kind === "unknown" ? key.text : key.number}`;
      if (words !== referenceDecode(tracks)) expect.fail(`${JSON.stringify(tracks)}: ${words}`);
      if (key !== undefined) cards += 1;
    }
    expect(cards).toBeGreaterThan(1500);
  });
});
