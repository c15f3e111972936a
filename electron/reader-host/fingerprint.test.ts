import { expect, test } from "vitest";
import { fingerprintOf } from "./fingerprint.ts";

const key = new Uint8Array(32).fill(1);

test("one card has one fingerprint within a run and another one in the next run", () => {
  const once = fingerprintOf(key, "bankNumber", "6222020000000000000");

  expect(once).toMatch(/^[0-9a-f]{64}$/);
  expect(fingerprintOf(key, "bankNumber", "6222020000000000000")).toBe(once);
  expect(fingerprintOf(new Uint8Array(32).fill(2), "bankNumber", "6222020000000000000")).not.toBe(once);
});

test("equal characters of different kinds are different cards", () => {
  expect(fingerprintOf(key, "cardNumber", "123456788")).not.toBe(fingerprintOf(key, "unknown", "123456788"));
});
