import { expect, test } from "vitest";
import { CardView, ConflictSide } from "./http.ts";
import { ReadCard } from "./reader-host.ts";

const card = { cardNumberMasked: "A12****74", issueRegion: "320100", generation: 3, validUntil: null };
const side = {
  cardNumberMasked: "A12****74",
  holderNameMasked: "测**",
  socialSecurityNumberMasked: "320102********0010",
  recordedAt: null,
  place: null,
};

test("masks pass, as the terminal and the service make them", () => {
  expect([CardView.safeParse(card).success, ConflictSide.safeParse(side).success]).toEqual([true, true]);
});

test.each([
  ["a full card number", CardView, { ...card, cardNumberMasked: "A12345674" }],
  ["a person's full number", ConflictSide, { ...side, socialSecurityNumberMasked: "320102199001010010" }],
  ["a full name", ConflictSide, { ...side, holderNameMasked: "测试员" }],
] as const)("%s does not pass for a mask", (_what, schema, value) => {
  expect(schema.safeParse(value).success).toBe(false);
});

test("a full number of a read card does not leave the reader host", () => {
  const { keyMasked } = ReadCard.shape;

  expect(["622202*********0000", "6222020000000000000"].map((mask) => keyMasked.safeParse(mask).success)).toEqual([
    true,
    false,
  ]);
});
