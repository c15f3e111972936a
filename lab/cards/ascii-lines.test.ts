import { expect, test } from "vitest";
import { asciiLine, asciiLinePerTrack, signOnText } from "./ascii-lines.ts";
import { badTrackTexts } from "./swipe-text.ts";

const stripe = { track1: "%A12345674?", track2: ";12345?", track3: ";9912345?" };
const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

test("a swipe is one line with track 3 behind a plus", () => {
  expect(decode(asciiLine(stripe))).toBe("%A12345674?;12345?+9912345?\r");
});

test("the line ending and the sentinels are the reader's settings", () => {
  expect(decode(asciiLine({ track2: ";12345?" }, { ending: "\r\n", sentinels: false }))).toBe("12345\r\n");
});

test("a reader can send a line for each track", () => {
  expect(decode(asciiLinePerTrack(stripe))).toBe("%A12345674?\r;12345?\r+9912345?\r");
});

test("tracks that could not be decoded are printed as E", () => {
  expect(decode(asciiLine(badTrackTexts))).toBe("%E?;E?+E?\r");
});

test("the sign-on text has no sentinel in it", () => {
  expect(decode(signOnText())).toMatch(/^[^%;+?]+\r\n$/);
});
