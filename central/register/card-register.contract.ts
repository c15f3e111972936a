import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CardRegister, KnownCard } from "./card-register.ts";

/** A register under test, with our copy of a card that it keeps. */
export interface RegisterUnderTest {
  readonly register: CardRegister;
  readonly card: KnownCard;
  close(): Promise<void>;
}

/** What every card register keeps to. */
export function describeCardRegister(name: string, open: () => Promise<RegisterUnderTest>): void {
  describe(`card register: ${name}`, () => {
    let under: RegisterUnderTest;
    beforeAll(async () => {
      under = await open();
    });
    afterAll(() => under.close());

    const association = (card: KnownCard) => ({
      entryId: "019cdfb4-9dd0-7000-8000-000000000001",
      cardNumber: card.cardNumber,
      socialSecurityNumber: "320102199001010010",
      recordedAt: "2026-03-12T01:41:22.000Z",
    });

    it("says in which state a card is, and the same when asked again", async () => {
      const expected = { kind: "found", stateCode: under.card.stateCode, stateSince: under.card.stateSince };
      expect(await under.register.lookUp(under.card)).toEqual(expected);
      expect(await under.register.lookUp(under.card)).toEqual(expected);
    });

    it("takes an association of a normal card, and the same once more", async () => {
      expect(await under.register.announce(association(under.card))).toEqual({ kind: "accepted" });
      expect(await under.register.announce(association(under.card))).toEqual({ kind: "accepted" });
    });
  });
}
