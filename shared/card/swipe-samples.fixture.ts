// Synthetic swipes for tests: sound ones of every kind, and the same spoilt in the ways wires, stripes and readers spoil them.
import { cardNumberCheckCharacter } from "../numbers/card-number.ts";
import { socialSecurityNumberCheckCharacter } from "../numbers/social-security-number.ts";

/** Three tracks with sentinels; empty when absent. */
export type SampleTracks = readonly [string, string, string];

/** Draws whole numbers from 0 up to, not including, `below`. The same seed gives the same draws. */
export type Draw = (below: number) => number;

/** A small generator with a seed (xorshift32), so that a failure can be repeated. */
export function createDraw(seed: number): Draw {
  let state = seed | 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

/** So many digits. */
export function drawDigits(draw: Draw, length: number): string {
  let digits = "";
  while (digits.length < length) digits += draw(10);
  return digits;
}

/** 16 to 19 digits that pass Luhn and start as Chinese debit cards do. */
export function drawBankNumber(draw: Draw): string {
  const body = `62${drawDigits(draw, 13 + draw(4))}`;
  for (let digit = 0; ; digit += 1) if (luhnSum(body + digit) % 10 === 0) return body + digit;
}

/** Tracks of one card; two swipes in three are spoilt, mostly on every track. */
export function drawSwipe(draw: Draw): SampleTracks {
  const [one, two, three] = drawSoundSwipe(draw);
  return draw(3) === 0
    ? [one, two, three]
    : [spoil(draw, one, draw(4) === 0), spoil(draw, two, draw(4) === 0), spoil(draw, three, draw(4) === 0)];
}

/** Tracks of one card as a good reader gives them. */
export function drawSoundSwipe(draw: Draw): SampleTracks {
  const bankNumber = drawBankNumber(draw);
  const other = draw(12) === 0 ? drawBankNumber(draw) : bankNumber;
  const one = draw(2) === 0 ? "" : `%B${other}^TEST/CARD^${drawDigits(draw, 7 + draw(12))}?`;
  const three =
    draw(2) === 0
      ? ""
      : `${";+!".charAt(draw(3))}99${draw(20) === 0 ? other : bankNumber}=${drawDigits(draw, 30)}=000?`;
  return [one, drawTrackTwo(draw, bankNumber), three];
}

function drawTrackTwo(draw: Draw, bankNumber: string): string {
  switch (draw(10)) {
    case 0:
      return "";
    case 1:
      return `;${drawNumericCardNumber(draw)}?`;
    case 2:
      return `;${drawNumericPersonId(draw)}?`;
    case 3:
      return `;320102${drawDigits(draw, 2)}0${1 + draw(9)}${1 + draw(2)}${drawDigits(draw, 4)}?`;
    case 4:
      return `;${drawDigits(draw, 1 + draw(30))}?`;
    case 5:
      return `;${drawDigits(draw, 4 + draw(16))}=${drawDigits(draw, draw(17))}?`;
    default:
      return `;${bankNumber}${"==>".charAt(draw(3))}${drawDigits(draw, 4 + draw(14))}?`;
  }
}

function drawNumericCardNumber(draw: Draw): string {
  for (;;) {
    const body = drawDigits(draw, 8);
    if (cardNumberCheckCharacter(body) !== "X") return body + cardNumberCheckCharacter(body);
  }
}

function drawNumericPersonId(draw: Draw): string {
  for (;;) {
    const digits = `320102${1900 + draw(120)}${10 + draw(3)}${10 + draw(21)}${drawDigits(draw, 3)}`;
    if (socialSecurityNumberCheckCharacter(digits) !== "X") return digits + socialSecurityNumberCheckCharacter(digits);
  }
}

function spoil(draw: Draw, track: string, isSpared: boolean): string {
  if (isSpared) return track;
  const at = draw(Math.max(1, track.length));
  switch (draw(8)) {
    case 0:
      return `${";%+".charAt(draw(3))}E?`;
    case 1:
      return `${track.charAt(0)}${["", "\u007F"][draw(2)]}?`;
    case 2:
      return track.slice(0, at);
    case 3:
      return track.slice(0, at) + track.slice(at + 1);
    case 4:
      return track.slice(0, at) + track.charAt(at) + track.slice(at);
    case 5:
      return track.slice(0, at) + String.fromCharCode(draw(256)) + track.slice(at + 1);
    default:
      return flipBit(track, at, draw(8));
  }
}

/** The text with one bit of one character turned over. */
export function flipBit(text: string, at: number, bit: number): string {
  return text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ (1 << bit)) + text.slice(at + 1);
}

function luhnSum(digits: string): number {
  return [...digits].reverse().reduce((sum, digit, index) => {
    const value = Number(digit) * (1 + (index % 2));
    return sum + (value > 9 ? value - 9 : value);
  }, 0);
}
