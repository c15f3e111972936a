import type { DockManner } from "../../../shared/contracts/dock.ts";

/** Bytes to send one after another as a serial stripe reader would. */
export function swipeBytes(track2: string, manner: DockManner): readonly string[] {
  switch (manner) {
    case "normal":
      return [`${track2}\r`];
    case "skewed":
      return [";E?\r"];
    case "check-failed":
      return [`${withWrongDigit(track2)}\r`];
    case "truncated":
    case "unplug":
      return [track2.slice(0, Math.floor(track2.length / 2))];
    case "twice":
      return [`${track2}\r`, `${track2}\r`];
    default:
      return manner satisfies never;
  }
}

/** The first number's last digit moved on by one: what its check digit is there to find. */
function withWrongDigit(track2: string): string {
  return track2.replace(/(\d)(?==|\?)/, (digit) => String((Number(digit) + 1) % 10));
}
