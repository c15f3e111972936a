import fc from "fast-check";
import { expect, it } from "vitest";
import { readLookUpReply } from "./read-look-up-reply.ts";

const lookUpId = "01933b7e-5c00-7000-8000-00000000000a";
const holder = { kind: "masked", nameMasked: "测**", socialSecurityNumberMasked: "320100****1234" };
const card = { cardNumberMasked: "A12****74", issueRegion: "320100", generation: 2, validUntil: null };
const found = { kind: "found", lookUpId, holder, card, medium: "not-read" };
const lost = {
  type: "about:blank",
  title: "lost",
  status: 422,
  code: "refused/lost",
  instance: "ref-1",
  refusal: { reason: "lost", since: "2026-01-02" },
};
const unreadable = { kind: "away", failure: { code: "service/unreadable", reference: null, retryAfterMs: null } };

it("reads a holder that was found", () => {
  expect(readLookUpReply(lookUpId, { status: 200, body: found })).toEqual({ kind: "reply", reply: found });
});

it("reads a refusal as the end of the attempt", () => {
  expect(readLookUpReply(lookUpId, { status: 422, body: lost })).toEqual({
    kind: "settled",
    outcome: { kind: "refused", reason: "lost", since: "2026-01-02", reference: "ref-1" },
  });
});

it.each([
  ["the answer to another look-up", 200, { ...found, lookUpId: "01933b7e-5c00-7000-8000-00000000000b" }],
  ["a holder under another status", 201, found],
  ["a problem whose status is not the wire's", 500, lost],
  ["a problem whose status is not its code's", 500, { ...lost, status: 500 }],
  ["nothing", 200, undefined],
])("does not believe %s", (_, status, body) => {
  expect(readLookUpReply(lookUpId, { status, body })).toEqual(unreadable);
});

it("never throws", () => {
  fc.assert(
    fc.property(fc.integer(), fc.anything(), (status, body) => {
      expect(["reply", "settled", "away", "problem"]).toContain(readLookUpReply(lookUpId, { status, body }).kind);
    }),
  );
});
