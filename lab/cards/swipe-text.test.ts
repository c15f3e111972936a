import { expect, test } from "vitest";
import { lrcOf, track1, track2, track3 } from "./swipe-text.ts";

const fields = { bankNumber: "6222020000000000000" };

test("the three tracks of one stripe have the texts and lengths that a reader prints", () => {
  const stripe = [track1(fields), track2(fields), track3(fields)];

  expect(stripe).toEqual([
    "%B6222020000000000000^TEST/CARD^30125200000000000?",
    ";6222020000000000000=30125200000000000?",
    ";996222020000000000000=1561560000000000003010=000000000000?",
  ]);
  expect(stripe.map((track) => track.length)).toEqual([50, 39, 59]);
});

test("the check character agrees with values worked out by hand", () => {
  const texts = [track1(fields), track2(fields), ";123456789=00?", ";12345?", "%A12345677?"];

  expect(texts.map(lrcOf)).toEqual(["T", "8", "8", "5", "\\"]);
});
