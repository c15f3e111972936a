import { describe, expect, it } from "vitest";
import { redact } from "./redact.ts";

describe("redact", () => {
  it.each([
    ["a bank number", '{"event":"x","text":"6222020000000000000"}', '{"event":"x","text":"[number]"}'],
    ["a bank number inside a word", "B6222020000000000000^", "B[number]^"],
    ["a person's number", 'in "320102199001010010".', 'in "[number]".'],
    ["a person's number ending in X", '"32010219900101007X", 32010219900101007x', '"[number]", [number]'],
    ["a card number", "number A12345674 read", "number [number] read"],
    ["a card number with more letters than one", "number TA00B0C16 or TA00B0C1X", "number [number] or [number]"],
    ["a card number at the end of a sentence", "That was A12345674.", "That was [number]."],
    ["a card number of digits alone", "and 123456788.", "and [number]."],
    ["a telephone number", "call 13800000000", "call [number]"],
    [
      "a number beside an id",
      "01990000-0000-7000-8000-000000000001 A12345674",
      "01990000-0000-7000-8000-000000000001 [number]",
    ],
  ])("takes out %s", (_name, line, expected) => {
    expect(redact(line)).toBe(expected);
  });

  it.each([
    ["an entry id", '"entryId":"01990000-0000-7000-8000-000000000001"'],
    ["an id in an address", "urn:uuid:019cdfb4-9dd0-7ec2-81bb-686128912345"],
    ["an instant", '"time":"2026-11-24T22:23:00.000Z"'],
    ["a small number", '"elapsedMs":13500'],
    ["an event name in capitals", '"event":"CONFIRMED"'],
    ["a file's name", "at A12345674.js"],
    ["a masked number", "A12****74"],
  ])("leaves %s whole", (_name, line) => {
    expect(redact(line)).toBe(line);
  });
});
