import type { Brand } from "../basics/brand.ts";
import { err, ok, type Result } from "../basics/result.ts";

/** 社会保障号码: the person, 18 folded characters that are the citizen identity number, region, birth date and check (GB 11643) all right. */
export type SocialSecurityNumber = Brand<string, "SocialSecurityNumber">;

/** A day of the region's calendar; months and days count from 1. */
export interface CalendarDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** Why a text is no social security number. `position` counts characters from 1. */
export type SocialSecurityNumberFault =
  | { readonly kind: "empty" }
  | { readonly kind: "wrong-length"; readonly expected: readonly number[]; readonly seen: number }
  | { readonly kind: "wrong-character"; readonly position: number }
  | { readonly kind: "no-region" }
  | { readonly kind: "not-a-date" }
  | { readonly kind: "date-in-future" }
  | { readonly kind: "wrong-check" };

/** A number found on a card: as it stands there, or of the old 15 digits with the 18 it stands for beside it. */
export type SocialSecurityNumberOnCard =
  | { readonly kind: "as-seen"; readonly number: SocialSecurityNumber }
  | { readonly kind: "converted"; readonly number: SocialSecurityNumber; readonly seen: string };

/** Checks 18 folded characters. `today` is the region's day; a birth date after it is a fault. A wrong check character is a fault too. */
export function checkSocialSecurityNumber(
  text: string,
  today: CalendarDay,
): Result<SocialSecurityNumber, SocialSecurityNumberFault> {
  const fault = findFault(text, today);
  return fault === undefined ? ok(asSocialSecurityNumber(text)) : err(fault);
}

/** As `checkSocialSecurityNumber`, and takes the 15 digits of cards from before 1999: the caller shows `seen` and `number` side by side. */
export function checkSocialSecurityNumberOnCard(
  text: string,
  today: CalendarDay,
): Result<SocialSecurityNumberOnCard, SocialSecurityNumberFault> {
  const isOld = text.length === 15 && findWrongCharacter(text) === undefined;
  const checked = checkSocialSecurityNumber(isOld ? convertOldNumber(text) : text, today);
  if (!checked.ok) return checked;
  return ok(
    isOld ? { kind: "converted", number: checked.value, seen: text } : { kind: "as-seen", number: checked.value },
  );
}

/**
 * Whether 15 or 18 folded characters can be a person's number: region, a real date and, for 18, the check. Does not ask whether the
 * date has come yet, so that decoding a card needs no clock.
 */
export function isSocialSecurityNumberShaped(text: string): boolean {
  const isOld = text.length === 15 && findWrongCharacter(text) === undefined;
  return findFault(isOld ? convertOldNumber(text) : text, undefined) === undefined;
}

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** The eighteenth character for the first 17 digits (ISO 7064 MOD 11-2). Only the first 17 characters are looked at. */
export function socialSecurityNumberCheckCharacter(digits: string): string {
  const sum = weights.reduce((total, weight, index) => total + weight * Number(digits.charAt(index)), 0);
  return "10X98765432".charAt(sum % 11);
}

function convertOldNumber(fifteen: string): string {
  // The old number wrote the year with two digits, and was given to people born from 1900 on only.
  const digits = `${fifteen.slice(0, 6)}19${fifteen.slice(6)}`;
  return digits + socialSecurityNumberCheckCharacter(digits);
}

function findFault(text: string, today: CalendarDay | undefined): SocialSecurityNumberFault | undefined {
  if (text === "") return { kind: "empty" };
  const position = findWrongCharacter(text);
  if (position !== undefined) return { kind: "wrong-character", position };
  if (text.length !== 18) return { kind: "wrong-length", expected: [18], seen: text.length };
  if (text.startsWith("000000")) return { kind: "no-region" };

  const born = { year: Number(text.slice(6, 10)), month: Number(text.slice(10, 12)), day: Number(text.slice(12, 14)) };
  if (!isCalendarDay(born)) return { kind: "not-a-date" };
  if (today !== undefined && orderOf(born) > orderOf(today)) return { kind: "date-in-future" };
  return socialSecurityNumberCheckCharacter(text) === text.slice(-1) ? undefined : { kind: "wrong-check" };
}

function findWrongCharacter(text: string): number | undefined {
  const index = [...text].findIndex(
    (character, at) => !(/^[0-9]$/.test(character) || (character === "X" && at === 17)),
  );
  return index === -1 ? undefined : index + 1;
}

// Published samples go back to 1880; a year before 1800 is a mistyped one, whatever its check character says.
const firstBirthYear = 1800;

function isCalendarDay({ year, month, day }: CalendarDay): boolean {
  const isLeapYear = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const lastDays = [31, isLeapYear ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return year >= firstBirthYear && day >= 1 && day <= (lastDays[month - 1] ?? 0);
}

function orderOf({ year, month, day }: CalendarDay): number {
  return year * 10_000 + month * 100 + day;
}

function asSocialSecurityNumber(text: string): SocialSecurityNumber {
  return text as SocialSecurityNumber;
}
