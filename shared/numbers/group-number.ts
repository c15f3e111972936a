import type { CardNumberRule } from "./card-number.ts";

/** Printed groups of a social security number: region, birth date, serial and check. */
export const socialSecurityNumberGroups: readonly number[] = [6, 8, 4];

/** Embossed groups of a bank number: fours, the rest last. */
export const bankNumberGroups: readonly number[] = [4, 4, 4, 4];

/**
 * Sets spaces between groups as printed: `A12 345 674`. Works on a number that is still being typed and on a masked one; what is left
 * over after the last group stands as a group of its own. Total; counts characters, so a mask's stars group like the digits they hide.
 */
export function groupNumber(text: string, groups: readonly number[]): string {
  const rest = [...text];
  const parts = groups.map((size) => rest.splice(0, size).join(""));
  return [...parts, rest.join("")].filter((part) => part !== "").join(" ");
}

/** Groups a card number, whole, partial or masked, by the shortest of the region's rules that can hold it. */
export function groupCardNumber(text: string, rules: readonly CardNumberRule[]): string {
  const length = [...text].length;
  const byLength = rules.toSorted((one, other) => one.length - other.length);
  const rule = byLength.find((candidate) => candidate.length >= length) ?? byLength.at(-1);
  return groupNumber(text, rule?.groups ?? []);
}
