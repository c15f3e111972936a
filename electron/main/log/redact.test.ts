import { describe, expect, it } from "vitest";
import { redact } from "./redact.ts";

describe("redact", () => {
  it.each([
    ["a bank number", '{"event":"x","text":"6222020000000000000"}', '{"event":"x","text":"[number]"}'],
    ["a person's number ending in X", '"32010219900101007X"', '"[number]"'],
    ["a card number", "number A12345674 read", "number [number] read"],
    ["a telephone number", "call 13800000000", "call [number]"],
  ])("takes out %s", (_name, line, expected) => {
    expect(redact(line)).toBe(expected);
  });

  it.each([
    ["an entry id", '"entryId":"01990000-0000-7000-8000-000000000001"'],
    ["an instant", '"time":"2026-11-24T22:23:00.000Z"'],
    ["an event name in capitals", '"event":"CONFIRMED"'],
    ["a masked number", "A12****74"],
  ])("leaves %s whole", (_name, line) => {
    expect(redact(line)).toBe(line);
  });
});
