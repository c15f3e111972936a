import { expect, test } from "vitest";
import { stockCard, stockCards } from "./people.ts";

const WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

function checkCharacterOf(body: string): string {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number.parseInt(body.charAt(index), 36), 0);
  return "0X987654321".charAt(sum % 11);
}

function luhnSum(digits: string): number {
  const doubled = (digit: number): number => (digit > 4 ? 2 * digit - 9 : 2 * digit);
  return [...digits]
    .reverse()
    .reduce((sum, digit, index) => sum + (index % 2 ? doubled(Number(digit)) : Number(digit)), 0);
}

test("every card number has its check character", () => {
  const wrong = stockCards.filter(
    ({ cardNumber }) => checkCharacterOf(cardNumber.slice(0, 8)) !== cardNumber.charAt(8),
  );

  expect([wrong, checkCharacterOf("A0000002"), checkCharacterOf("A0000007")]).toEqual([[], "X", "0"]);
});

test("every bank number passes Luhn", () => {
  const bankNumbers = stockCards.flatMap(({ stripe }) => /^;(\d{16,19})=/.exec(stripe.track2)?.[1] ?? []);

  expect(bankNumbers.length).toBe(11);
  expect(bankNumbers.filter((digits) => luhnSum(digits) % 10 !== 0)).toEqual([]);
});

test("every purpose has one card, and no two cards have one number", () => {
  expect(new Set(stockCards.map(({ purpose }) => purpose)).size).toBe(stockCards.length);
  expect(new Set(stockCards.map(({ cardNumber }) => cardNumber)).size).toBe(stockCards.length);
  expect(stockCard("lost").cardNumber).toBe("A01234565");
});
