import type { Brand } from "../basics/brand.ts";
import { err, ok, type Result } from "../basics/result.ts";

/** 卡号: the number of one piece of plastic, folded, of a length and characters that a region rule allows. Its check character may be doubtful. */
export type CardNumber = Brand<string, "CardNumber">;

/** One pattern of card numbers a region prints, as data. */
export interface CardNumberRule {
  readonly id: string;
  /** Characters in all, check character included. */
  readonly length: number;
  readonly charset: "digits" | "digits-and-capitals";
  /** `gb11714-9`: eight characters, then a digit or X computed from them. */
  readonly check: "gb11714-9" | "none";
  /** Sizes of the printed groups; they add up to `length`. */
  readonly groups: readonly number[];
}

/** How sure a card number is: `doubtful` when the check character is wrong, `none` where the rule has none. */
export type CardNumberCheck = "fits" | "doubtful" | "none";

/** Why a text is no card number. `position` counts characters from 1. */
export type CardNumberFault =
  | { readonly kind: "empty" }
  | { readonly kind: "wrong-length"; readonly expected: readonly number[]; readonly seen: number }
  | { readonly kind: "wrong-character"; readonly position: number };

/** A card number with its check and the rule that took it. */
export interface CheckedCardNumber {
  readonly number: CardNumber;
  readonly check: CardNumberCheck;
  readonly rule: CardNumberRule;
}

/**
 * Checks folded text against a region's rules; the first that takes it decides. A wrong check character is `doubtful`, not a fault: a
 * person may say that the card reads so. When no rule takes it, the fault is that of the rule of the same length, else the first
 * character that no rule knows, else the length, with every length that would do: a wrong character before a wrong length, because
 * typing on cannot mend it.
 */
export function checkCardNumberByRules(
  text: string,
  rules: readonly CardNumberRule[],
): Result<CheckedCardNumber, CardNumberFault> {
  const characters = [...text];
  if (characters.length === 0) return err({ kind: "empty" });

  const sameLength = rules.filter((rule) => rule.length === characters.length);
  const rule = sameLength.find((candidate) => findWrongCharacter(characters, [candidate]) === undefined);
  if (rule !== undefined) return ok({ number: asCardNumber(text), check: checkOf(text, rule), rule });

  const position = findWrongCharacter(characters, sameLength.length > 0 ? sameLength.slice(0, 1) : rules);
  if (position !== undefined) return err({ kind: "wrong-character", position });
  return err({ kind: "wrong-length", expected: rules.map(({ length }) => length), seen: characters.length });
}

const weights = [3, 7, 9, 10, 5, 8, 4, 2];

/**
 * The ninth character of a national card number for its first eight (folded) characters: A counts 10 … Z counts 35, weights as in
 * GB 11714. Only the first eight characters are looked at.
 */
export function cardNumberCheckCharacter(body: string): string {
  const sum = weights.reduce((total, weight, index) => total + weight * Number.parseInt(body.charAt(index), 36), 0);
  return "0X987654321".charAt(sum % 11);
}

function checkOf(text: string, rule: CardNumberRule): CardNumberCheck {
  if (rule.check === "none") return "none";
  return cardNumberCheckCharacter(text) === text.slice(-1) ? "fits" : "doubtful";
}

function findWrongCharacter(characters: readonly string[], rules: readonly CardNumberRule[]): number | undefined {
  const index = characters.findIndex((character, at) =>
    rules.every(
      (rule) => !isAllowed(character, rule, at === characters.length - 1 && characters.length === rule.length),
    ),
  );
  return index === -1 ? undefined : index + 1;
}

function isAllowed(character: string, rule: CardNumberRule, isCheckCharacter: boolean): boolean {
  if (isCheckCharacter && rule.check === "gb11714-9") return /^[0-9X]$/.test(character);
  return rule.charset === "digits" ? /^[0-9]$/.test(character) : /^[0-9A-Z]$/.test(character);
}

function asCardNumber(text: string): CardNumber {
  return text as CardNumber;
}
