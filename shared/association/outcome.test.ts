import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { conflictKinds, type ProblemCode, problemStatus, refusalReasons } from "../contracts/problem-codes.ts";
import { outcomeOfProblem, type ReplyReading, readAssociationReply, readProblem } from "./outcome.ts";

const entryId = "01933b7e-5c00-7000-8000-00000000000a";
const recorded = {
  entryId,
  eventId: "01933b7e-5c00-7000-8000-0000000000ff",
  recordedAt: "2026-03-12T02:00:00.000Z",
  businessDay: "2026-03-12",
  holder: { nameMasked: "测**", socialSecurityNumberMasked: "320100****1234" },
  cardNumberMasked: "A12****74",
};
const standing = { recordedAt: "2025-11-03T02:00:00.000Z", place: "示例区社保中心" };
const confirmed = { outcome: "confirmed", ...recorded };
const alreadyAssociated = { outcome: "alreadyAssociated", ...recorded, standing };
const claimed = { outcome: "claimed", ...recorded };
const side = {
  cardNumberMasked: "A12****74",
  holderNameMasked: "测**",
  socialSecurityNumberMasked: "320100****1234",
  recordedAt: null,
  place: null,
};

function aProblem(code: ProblemCode, more: Record<string, unknown> = {}): Record<string, unknown> {
  return { type: "about:blank", title: code, status: problemStatus[code], code, instance: "ref-1", ...more };
}

const unreadable: ReplyReading = {
  kind: "unclear",
  failure: { code: "service/unreadable", reference: null, retryAfterMs: null },
};

describe("readAssociationReply", () => {
  it.each([
    [201, confirmed, { kind: "confirmed", reply: confirmed }],
    [200, confirmed, { kind: "confirmed", reply: confirmed }],
    [200, alreadyAssociated, { kind: "alreadyAssociated", reply: alreadyAssociated }],
    [202, claimed, { kind: "claimed", reply: claimed }],
    [200, claimed, { kind: "claimed", reply: claimed }],
  ])("settles by %d $outcome", (status, body, outcome) => {
    expect(readAssociationReply(entryId, { status, body })).toEqual({ kind: "settled", outcome });
  });

  it.each([
    [202, confirmed],
    [204, confirmed],
    [500, confirmed],
    [201, alreadyAssociated],
    [202, alreadyAssociated],
    [201, claimed],
  ])("does not believe %d $outcome: the status is not that outcome's", (status, body) => {
    expect(readAssociationReply(entryId, { status, body })).toEqual(unreadable);
  });

  it.each([
    ["another entry's reply", { ...confirmed, entryId: "01933b7e-5c00-7000-8000-00000000000b" }],
    ["an outcome it does not know", { ...confirmed, outcome: "done" }],
    ["a reply without its time", { ...confirmed, recordedAt: undefined }],
    ["a proxy's text", "<html>"],
    ["nothing", undefined],
  ])("does not believe %s", (_, body) => {
    expect(readAssociationReply(entryId, { status: 201, body })).toEqual(unreadable);
  });

  it.each(refusalReasons)("settles as refused: %s", (reason) => {
    const body = aProblem(`refused/${reason}`, { refusal: { reason, since: "2026-01-02" } });

    expect(readAssociationReply(entryId, { status: 422, body })).toEqual({
      kind: "settled",
      outcome: { kind: "refused", reason, since: "2026-01-02", reference: "ref-1" },
    });
  });

  it.each(conflictKinds)("settles as a conflict with both sides: %s", (about) => {
    const body = aProblem(`conflict/${about}`, { conflict: { about, ours: side, theirs: side } });

    expect(readAssociationReply(entryId, { status: 409, body })).toEqual({
      kind: "settled",
      outcome: { kind: "conflict", about, ours: side, theirs: side, reference: "ref-1" },
    });
  });

  it("settles as cancelled", () => {
    expect(readAssociationReply(entryId, { status: 409, body: aProblem("entry/cancelled") })).toEqual({
      kind: "settled",
      outcome: { kind: "cancelled", reference: "ref-1" },
    });
  });

  it.each(["auth/required", "auth/not-permitted", "look-up/limited", "service/busy"] as const)(
    "knows that nothing was done: %s",
    (code) => {
      const body = aProblem(code, { retryAfterMs: 2_000 });

      expect(readAssociationReply(entryId, { status: problemStatus[code], body })).toEqual({
        kind: "notProcessed",
        failure: { code, reference: "ref-1", retryAfterMs: 2_000 },
      });
    },
  );

  it.each(["request/invalid", "request/too-large", "request/unsealable", "request/not-found", "entry/reused"] as const)(
    "knows that it can never be taken: %s",
    (code) => {
      expect(readAssociationReply(entryId, { status: problemStatus[code], body: aProblem(code) })).toEqual({
        kind: "unacceptable",
        code,
        reference: "ref-1",
      });
    },
  );

  it.each(["service/internal", "service/database-away", "entry/already-recorded", "entry/not-found"] as const)(
    "leaves the fate open: %s",
    (code) => {
      expect(readAssociationReply(entryId, { status: problemStatus[code], body: aProblem(code) })).toEqual({
        kind: "unclear",
        failure: { code, reference: "ref-1", retryAfterMs: null },
      });
    },
  );

  it("leaves the fate open when a refusal does not say what it is, or says something else than its code", () => {
    const bodies = [
      aProblem("refused/lost"),
      aProblem("refused/lost", { refusal: { reason: "locked", since: null } }),
      aProblem("conflict/card-taken"),
      aProblem("conflict/card-taken", { conflict: { about: "holder-has-other-card", ours: side, theirs: side } }),
    ];

    const kinds = bodies.map((body) => readAssociationReply(entryId, { status: Number(body["status"]), body }).kind);

    expect(kinds).toEqual(["unclear", "unclear", "unclear", "unclear"]);
  });

  it("does not believe a problem whose status is not the wire's", () => {
    const body = aProblem("refused/lost", { refusal: { reason: "lost", since: null } });

    expect(readAssociationReply(entryId, { status: 500, body })).toEqual(unreadable);
    expect(readProblem({ status: 500, body })).toBeUndefined();
  });

  it("never throws, and confirms only what names the entry with the right status", () => {
    const scrap = fc.anything({ withNullPrototype: true });
    const edited = fc.record({
      key: fc.constantFrom(...Object.keys(confirmed)),
      value: fc.oneof(scrap, fc.constantFrom("confirmed", "claimed")),
    });
    fc.assert(
      fc.property(fc.constantFrom(200, 201, 202, 409, 422, 500), edited, (status, { key, value }) => {
        const body = { ...confirmed, [key]: value };
        const reading = readAssociationReply(entryId, { status, body });
        const isConfirmed = reading.kind === "settled" && reading.outcome.kind === "confirmed";
        expect(!isConfirmed || (body.entryId === entryId && (status === 200 || status === 201))).toBe(true);
      }),
      { numRuns: 500 },
    );
    fc.assert(
      fc.property(fc.integer(), scrap, (status, body) => {
        expect(readAssociationReply(entryId, { status, body }).kind).toBe("unclear");
      }),
    );
  });
});

it("outcomeOfProblem: settles nothing by a failure of the service", () => {
  const problem = readProblem({ status: 503, body: aProblem("service/busy") });

  expect(problem && outcomeOfProblem(problem)).toBeUndefined();
});
