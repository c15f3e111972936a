import type { Brand } from "../basics/brand.ts";
import { err, ok, type Result } from "../basics/result.ts";

/** 银行卡号: 16 to 19 digits that pass the Luhn check. Leaves the reader host only sealed. */
export type BankNumber = Brand<string, "BankNumber">;

/** Why a text is no bank number. `position` counts characters from 1. */
export type BankNumberFault =
  | { readonly kind: "empty" }
  | { readonly kind: "wrong-length"; readonly expected: readonly number[]; readonly seen: number }
  | { readonly kind: "wrong-character"; readonly position: number }
  | { readonly kind: "wrong-check" };

/** Checks folded text; a wrong Luhn digit is a fault. */
export function checkBankNumber(text: string): Result<BankNumber, BankNumberFault> {
  const characters = [...text];
  if (characters.length === 0) return err({ kind: "empty" });
  const wrong = characters.findIndex((character) => !/^[0-9]$/.test(character));
  if (wrong !== -1) return err({ kind: "wrong-character", position: wrong + 1 });
  if (text.length < 16 || text.length > 19)
    return err({ kind: "wrong-length", expected: [16, 17, 18, 19], seen: text.length });
  return passesLuhn(text) ? ok(asBankNumber(text)) : err({ kind: "wrong-check" });
}

/** The last four digits, which may be shown and kept. */
export function lastFourOf(number: BankNumber): string {
  return number.slice(-4);
}

/** Whether a text is digits only, at least two, the last of which is the Luhn digit of the others. */
export function passesLuhn(digits: string): boolean {
  if (!/^[0-9]{2,}$/.test(digits)) return false;
  let sum = 0;
  for (let fromRight = 0; fromRight < digits.length; fromRight += 1) {
    const digit = Number(digits.charAt(digits.length - 1 - fromRight));
    const doubled = fromRight % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

function asBankNumber(text: string): BankNumber {
  return text as BankNumber;
}
