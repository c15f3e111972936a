import type { Brand } from "../basics/brand.ts";

/** Text that may be shown to anyone, logged and copied: enough of it is stars. */
export type MaskedText = Brand<string, "MaskedText">;

/** Which part of a name stays: `family` the first character (测**), `given` all but the first (*试员). */
export type NameMask = "family" | "given";

/** 3 + 2: `A12****74`. Total. */
export function maskCardNumber(number: string): MaskedText {
  return maskMiddle(number, 3, 2);
}

/** Counter: 6 + 4, `320102********0010`. Strict, for public screens: 3 + 3, `320************010`. Total. */
export function maskSocialSecurityNumber(number: string, place: "counter" | "strict"): MaskedText {
  return place === "strict" ? maskMiddle(number, 3, 3) : maskMiddle(number, 6, 4);
}

/** 6 + 4: `622202*********0000`. Total. */
export function maskBankNumber(number: string): MaskedText {
  return maskMiddle(number, 6, 4);
}

/** A holder's name by the region's custom. A name of one character is hidden whole. Total. */
export function maskName(name: string, style: NameMask): MaskedText {
  const characters = [...name];
  if (characters.length < 2) return stars(characters.length);
  const [first = "", ...rest] = characters;
  return asMasked(style === "family" ? first + "*".repeat(rest.length) : `*${rest.join("")}`);
}

/** Whether a text is as the masks of numbers leave it: stars alone, or a run of four and more with at most 6 characters before and 4 behind. */
export function isMaskedNumber(text: string): boolean {
  return /^(?:\*{0,60}|[^*]{0,6}\*{4,54}[^*]{0,4})$/.test(text);
}

/** Whether a text is as `maskName` leaves it: nothing, stars, one character before stars, or a star before the rest. */
export function isMaskedName(text: string): boolean {
  return /^(?:\*.*|.\*+)?$/su.test(text);
}

// Fewer hidden characters than this could be guessed with the check character's help, so a shorter text is hidden whole.
const fewestHidden = 4;

function maskMiddle(text: string, head: number, tail: number): MaskedText {
  const characters = [...text];
  const hidden = characters.length - head - tail;
  if (hidden < fewestHidden) return stars(characters.length);
  return asMasked(characters.slice(0, head).join("") + "*".repeat(hidden) + characters.slice(-tail).join(""));
}

function stars(length: number): MaskedText {
  return asMasked("*".repeat(length));
}

function asMasked(text: string): MaskedText {
  return text as MaskedText;
}
