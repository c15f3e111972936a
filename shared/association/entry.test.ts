import { expect, it } from "vitest";
import { Entry, entryRef } from "./entry.ts";

const anEntry: Entry = {
  entryId: "01933b7e-5c00-7000-8000-0000000a77d4",
  request: {
    cardNumber: "A12345674",
    numberCheck: "fits",
    medium: { kind: "none", reason: "card-damaged" },
    proof: { kind: "holderCompared" },
    operatorId: "T001",
    lookUpId: null,
    madeAt: "2026-03-12T02:00:00.000Z",
  },
  businessDay: "2026-03-12",
  savedAtMs: 1,
  deadlineAtMs: 2,
  shown: { cardNumberMasked: "A12****74", holderNameMasked: null, how: "none" },
};

it("is read back from JSON exactly", () => {
  expect(Entry.parse(JSON.parse(JSON.stringify(anEntry)))).toEqual(anEntry);
});

it.each([
  ["a field nobody knows", { ...anEntry, note: "x" }],
  ["an id of another kind", { ...anEntry, entryId: "3f2504e0-4f89-41d3-9a0c-0305e82c3301" }],
  ["a day that is none", { ...anEntry, businessDay: "2026-02-30" }],
  ["a request with more in it", { ...anEntry, request: { ...anEntry.request, bankNumber: "x" } }],
])("refuses %s", (_, value) => {
  expect(Entry.safeParse(value).success).toBe(false);
});

it("is called by the last four characters of its id", () => {
  expect(entryRef(anEntry.entryId)).toBe("77d4");
});
