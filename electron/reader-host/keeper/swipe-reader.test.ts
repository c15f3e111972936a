import { expect, test } from "vitest";
import { FakeClock } from "../../../shared/basics/fake-clock.ts";
import type { Framer } from "../../../shared/readers/framer.ts";
import { magtekProfile, nationalRegion, serialProfile } from "../profiles.fixture.ts";
import { createFramer } from "./create-framer.ts";
import { SwipeReader } from "./swipe-reader.ts";

const line = ";6222020000000000000=25121010000000000?\r";

function reading(framer: Framer = createFramer(serialProfile)) {
  const clock = new FakeClock();
  const events: unknown[] = [];
  const swipes = new SwipeReader(framer, nationalRegion, clock, {
    cardDecoded: ({ key }) => events.push({ card: key.kind }),
    readFailed: (fault) => events.push({ fault: fault.kind }),
    discarded: (why, bytes) => events.push({ discarded: why, bytes }),
    pendingChanged: (isPending) => events.push(isPending ? "pending" : "quiet"),
    crashed: (cause) => events.push({ crashed: cause instanceof Error ? cause.message : cause }),
  });
  return { clock, events, swipes };
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test("a swipe in two chunks is one card, and pending in between", () => {
  const { events, swipes } = reading();
  swipes.push(bytes(line.slice(0, 20)));
  swipes.push(bytes(line.slice(20)));

  expect(events).toEqual(["pending", "quiet", { card: "bankNumber" }]);
});

test("half a swipe followed by silence is truncated, and the next swipe is whole", async () => {
  const { clock, events, swipes } = reading();
  swipes.push(bytes(line.slice(0, 20)));
  await clock.advance(serialProfile.framing.idleMs);
  swipes.push(bytes(line));

  expect(events).toEqual(["pending", "quiet", { fault: "truncated" }, { card: "bankNumber" }]);
});

test("half a swipe before a reset is never joined to what comes after it", () => {
  const { events, swipes } = reading();
  swipes.push(bytes(line.slice(0, 20)));
  swipes.reset();
  swipes.push(bytes(line.slice(20)));
  swipes.push(bytes(line));

  expect(events).toEqual(["pending", "quiet", { discarded: "remnant", bytes: 19 }, { card: "bankNumber" }]);
});

test("a reset leaves no timer behind", async () => {
  const { clock, events, swipes } = reading();
  swipes.push(bytes(line.slice(0, 20)));
  swipes.reset();
  await clock.advance(60_000);

  expect([events, clock.pendingDelaysMs.length]).toEqual([["pending", "quiet"], 0]);
});

test("bytes that were taken are wiped", () => {
  const { swipes } = reading();
  const chunk = bytes(line);
  swipes.push(chunk);

  expect(chunk).toEqual(new Uint8Array(line.length));
});

test("a framer that throws is a crash, and the swipe that it choked on is forgotten", () => {
  const framer = createFramer(serialProfile);
  const push = framer.push.bind(framer);
  framer.push = (chunk, atMs) => {
    if (chunk.includes(0)) throw new Error("bug");
    return push(chunk, atMs);
  };
  const { events, swipes } = reading(framer);
  swipes.push(bytes(line.slice(0, 20)));
  swipes.push(Uint8Array.of(0));
  swipes.push(bytes(line));

  expect(events).toEqual(["pending", "quiet", { crashed: "bug" }, { card: "bankNumber" }]);
});

test("a HID profile gets the report framer: a report without tracks is nothing read", () => {
  const { events, swipes } = reading(createFramer(magtekProfile));
  swipes.push(new Uint8Array(337));

  expect(events).toEqual([{ fault: "nothing-read" }]);
});
