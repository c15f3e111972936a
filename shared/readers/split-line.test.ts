import { describe, expect, it } from "vitest";
import { splitLine } from "./split-line.ts";

const absent = { kind: "absent" };
const required = { sentinels: "required", lrc: false } as const;
const optional = { sentinels: "optional", lrc: false } as const;
const withLrc = { sentinels: "required", lrc: true } as const;

function text(track: string) {
  return { kind: "text", text: track };
}

function bad(reason: string) {
  return { kind: "bad", reason };
}

function tracks(...found: readonly unknown[]) {
  return { kind: "tracks", tracks: found };
}

describe("splitLine", () => {
  it.each([
    ["%A?;1?+2?", tracks(text("%A?"), text(";1?"), text("+2?"))],
    ["%A?;1?!2?", tracks(text("%A?"), text(";1?"), text("!2?"))],
    ["%A?;1?;2?", tracks(text("%A?"), text(";1?"), text(";2?"))],
    ["+2?;1?%A?", tracks(text("%A?"), text(";1?"), text("+2?"))],
    [";1?", tracks(absent, text(";1?"), absent)],
    [`;99${"1".repeat(40)}?`, tracks(absent, absent, text(`;99${"1".repeat(40)}?`))],
    [";E?", tracks(absent, text(";E?"), absent)],
    ["\u0000\u00FF ;1?", tracks(absent, text(";1?"), absent)],
    ["%A?;1", { kind: "truncated" }],
    [";", { kind: "truncated" }],
    [";1?;1?", tracks(absent, bad("repeated-track"), absent)],
    [";1?;2?;3?", tracks(absent, bad("repeated-track"), text(";2?"))],
    ["%A?%B?;1?", tracks(bad("repeated-track"), text(";1?"), absent)],
    ["+1?+2?", tracks(absent, absent, bad("repeated-track"))],
    [";12?45?", tracks(absent, bad("illegal-character"), absent)],
    ["%A?TEST?;1?", tracks(bad("illegal-character"), text(";1?"), absent)],
    [";1?\u0003", tracks(absent, bad("illegal-character"), absent)],
    ["00=3012?", { kind: "no-track", why: "remnant" }],
    ["00=3012?;1?", { kind: "no-track", why: "remnant" }],
    ["MagTek 21073062", { kind: "no-track", why: "sign-on-text" }],
    ["READY;", { kind: "no-track", why: "sign-on-text" }],
    ["1234567890", { kind: "no-track", why: "sign-on-text" }],
    ["\u00FE\u0001", { kind: "no-track", why: "noise" }],
    ["E", { kind: "no-track", why: "sign-on-text" }],
  ])("%j, sentinels required", (line, expected) => {
    expect(splitLine(line, required)).toEqual(expected);
  });

  it.each([
    ["6222020000000000000=3012", tracks(absent, { kind: "bare", text: "6222020000000000000=3012" }, absent)],
    ["A12345674", tracks(absent, { kind: "bare", text: "A12345674" }, absent)],
    ["A1234567", { kind: "no-track", why: "sign-on-text" }],
    ["1".repeat(105), { kind: "no-track", why: "sign-on-text" }],
    ["Ready 12345", { kind: "no-track", why: "sign-on-text" }],
    ["00=3012520000?", { kind: "no-track", why: "remnant" }],
    ["E", tracks(absent, bad("marked-by-reader"), absent)],
    ["\u007F", tracks(absent, bad("marked-by-reader"), absent)],
    [";1?", tracks(absent, text(";1?"), absent)],
  ])("%j, sentinels optional", (line, expected) => {
    expect(splitLine(line, optional)).toEqual(expected);
  });

  it.each([
    [";12345?5", tracks(absent, { kind: "text", text: ";12345?", lrc: "5" }, absent)],
    ["%A?T;1???", tracks({ kind: "text", text: "%A?", lrc: "T" }, bad("illegal-character"), absent)],
    ["%A??;1?;", tracks({ kind: "text", text: "%A?", lrc: "?" }, { kind: "text", text: ";1?", lrc: ";" }, absent)],
    [";12345?", tracks(absent, { kind: "text", text: ";12345?", lrc: "" }, absent)],
    [";12345?55", tracks(absent, bad("illegal-character"), absent)],
  ])("%j, with check characters", (line, expected) => {
    expect(splitLine(line, withLrc)).toEqual(expected);
  });

  it("takes a second track 2 of a swipe for track 3, and the same text for a repeat", () => {
    const sofar = [{ kind: "absent" }, { kind: "text", text: ";1?" }, { kind: "absent" }] as const;
    const full = [{ kind: "absent" }, { kind: "text", text: ";1?" }, { kind: "text", text: "+3?" }] as const;
    expect([
      splitLine(";2?", required, sofar),
      splitLine(";1?", required, sofar),
      splitLine(";2?", required, full),
    ]).toEqual([
      tracks(absent, absent, text(";2?")),
      tracks(absent, text(";1?"), absent),
      tracks(absent, text(";2?"), absent),
    ]);
  });
});
