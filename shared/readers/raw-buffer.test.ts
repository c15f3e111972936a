import { expect, test } from "vitest";
import { RawBuffer } from "./raw-buffer.ts";

const zeros = [0, 0, 0, 0];

function buffering(...bytes: readonly number[]) {
  const memory = new Uint8Array(4);
  const buffer = new RawBuffer(memory);
  buffer.addAll(Uint8Array.from(bytes));
  return { memory, buffer };
}

test("what is taken out is given once and is zeros in the memory afterwards", () => {
  const { memory, buffer } = buffering(7, 8, 9);
  const taken = buffer.take((bytes) => [...bytes]);

  expect([taken, buffer.length, [...memory]]).toEqual([[7, 8, 9], 0, zeros]);
});

test("what is wiped is zeros in the memory", () => {
  const { memory, buffer } = buffering(7, 8, 9);
  buffer.wipe();

  expect([buffer.length, [...memory]]).toEqual([0, zeros]);
});

test("a reader of the bytes that throws leaves none behind", () => {
  const { memory, buffer } = buffering(7, 8, 9);
  const takeBadly = () =>
    buffer.take(() => {
      throw new Error("bug");
    });

  expect(takeBadly).toThrow("bug");
  expect([buffer.length, [...memory]]).toEqual([0, zeros]);
});

test("no more is kept than there is room for", () => {
  const { memory, buffer } = buffering(1, 2, 3);
  const added = buffer.addAll(Uint8Array.of(4, 5));
  buffer.add(6);

  expect([added, buffer.isFull, [...memory]]).toEqual([1, true, [1, 2, 3, 4]]);
});
