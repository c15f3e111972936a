import { passesLuhn } from "../../shared/numbers/bank-number.ts";
import { cardNumberCheckCharacter } from "../../shared/numbers/card-number.ts";
import { socialSecurityNumberCheckCharacter } from "../../shared/numbers/social-security-number.ts";

/** An invented card number with the right check character: a letter and a serial. */
export function cardNumberOf(letter: string, serial: number): string {
  const body = `${letter}${String(serial).padStart(7, "0")}`;
  return body + cardNumberCheckCharacter(body);
}

/** An invented person's number with the right check character. `birthDate` is `YYYYMMDD`. */
export function socialSecurityNumberOf(birthDate: string, serial: number): string {
  const digits = `320102${birthDate}${String(serial).padStart(3, "0")}`;
  return digits + socialSecurityNumberCheckCharacter(digits);
}

/** An invented bank number that passes Luhn. Each series of a million is for one part of the demo. */
export function bankNumberOf(series: number, serial: number): string {
  const digits = `622202${String(series * 1_000_000 + serial).padStart(12, "0")}`;
  const check = [..."0123456789"].find((digit) => passesLuhn(digits + digit));
  return digits + (check ?? "");
}

/** Track 2 of a stripe that carries a bank number, as a reader gives it. */
export function bankTrack2(bankNumber: string): string {
  return `;${bankNumber}=30125200000000000?`;
}
