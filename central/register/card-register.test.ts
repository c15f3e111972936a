import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestRegister, silence, type TestRegister } from "../testing/test-register.ts";
import { describeCardRegister } from "./card-register.contract.ts";
import { createHttpRegister } from "./http/http-register.ts";
import { ownRegister } from "./own/own-register.ts";

const card = { cardNumber: "A12345674", issueRegion: "330100", stateCode: "1", stateSince: null };

describeCardRegister("own", () => Promise.resolve({ register: ownRegister, card, close: () => Promise.resolve() }));
describeCardRegister("http", async () => {
  const server = await openTestRegister();
  return { register: createHttpRegister({ url: server.url, timeoutMs: 2_000 }), card, close: () => server.close() };
});

describe("http register", () => {
  let server: TestRegister;
  beforeAll(async () => {
    server = await openTestRegister();
  });
  afterAll(() => server.close());

  const register = (timeoutMs = 2_000) => createHttpRegister({ url: server.url, timeoutMs });
  const association = {
    entryId: "019cdfb4-9dd0-7000-8000-000000000001",
    cardNumber: card.cardNumber,
    socialSecurityNumber: "320102199001010010",
    recordedAt: "2026-03-12T01:41:22.000Z",
  };

  it("sends numbers in bodies, never in addresses", async () => {
    await register().lookUp(card);
    await register().announce(association);

    expect(server.asked.slice(-2)).toEqual([
      { path: "/card-states", body: { cardNumber: card.cardNumber } },
      {
        path: `/associations/${association.entryId}`,
        body: {
          cardNumber: card.cardNumber,
          socialSecurityNumber: association.socialSecurityNumber,
          recordedAt: association.recordedAt,
        },
      },
    ]);
  });

  it("passes on a refusal with its reason, and that a card is not found", async () => {
    server.script({
      onState: () => ({ kind: "not-found" }),
      onAssociation: () => ({ kind: "refused", reason: "lost" }),
    });

    expect(await register().lookUp(card)).toEqual({ kind: "not-found" });
    expect(await register().announce(association)).toEqual({ kind: "refused", reason: "lost" });
  });

  it.each([
    ["text that is no JSON", "<ERR>OK</ERR>"],
    ["JSON of no known shape", { result: "00" }],
    ["a reason of no known name", { kind: "refused", reason: "because" }],
  ])("takes %s for no answer", async (_what, answer) => {
    server.script({ onState: () => answer, onAssociation: () => answer });

    expect(await register().lookUp(card)).toEqual({ kind: "unknown" });
    expect(await register().announce(association)).toEqual({ kind: "unknown" });
  });

  it("gives up on a register that stays silent, and on one that is not there", async () => {
    server.script({ onAssociation: () => silence });
    const nobody = createHttpRegister({ url: "http://127.0.0.1:9", timeoutMs: 2_000 });

    expect(await register(100).announce(association)).toEqual({ kind: "unknown" });
    expect(await nobody.announce(association)).toEqual({ kind: "unknown" });
  });
});
