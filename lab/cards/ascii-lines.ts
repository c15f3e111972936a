// What serial stripe readers send: the tracks as ASCII on one line, %...?;...?+...?, ended by CR or CR LF. Track 3 begins
// with + so that it can be told from track 2.
import type { StripeText } from "./swipe-text.ts";

export type AsciiLineOptions = {
  /** CR by default. */
  readonly ending?: "\r" | "\r\n";
  /** False for readers that are set to strip them. */
  readonly sentinels?: boolean;
};

/** One swipe on one line, as MagTek's RS-232 readers and most USB serial ones send it. */
export function asciiLine(stripe: StripeText, options: AsciiLineOptions = {}): Uint8Array {
  return encode(printed(stripe, options.sentinels ?? true).join("") + (options.ending ?? "\r"));
}

/** One line for each track, as ID TECH's RS-232 readers send it; only the silence afterwards ends the swipe. */
export function asciiLinePerTrack(stripe: StripeText, options: AsciiLineOptions = {}): Uint8Array {
  const ending = options.ending ?? "\r";
  return encode(
    printed(stripe, options.sentinels ?? true)
      .map((text) => text + ending)
      .join(""),
  );
}

/** What a port-powered reader says about 150 ms after DTR is raised; it has no sentinel and is no swipe. */
export function signOnText(): Uint8Array {
  return encode("LAB READER 00000000A 9600 8N1\r\n");
}

function printed({ track1, track2, track3 }: StripeText, sentinels: boolean): string[] {
  const texts = [track1, track2, track3?.replace(/^;/, "+")].filter((text) => text !== undefined);
  return sentinels ? texts : texts.map((text) => text.slice(1, -1));
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
