import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { passesLuhn } from "../../shared/numbers/bank-number.ts";
import { cardNumberCheckCharacter } from "../../shared/numbers/card-number.ts";
import { isSocialSecurityNumberShaped } from "../../shared/numbers/social-security-number.ts";
import { openDatabase } from "../platform/database.ts";
import { findUpwards } from "../platform/find-upwards.ts";
import { defaultRegion } from "../platform/region.ts";
import { systemClock } from "../platform/system-clock.ts";
import { silentLog } from "../testing/captured-log.ts";
import { type TestServer, testServers } from "../testing/test-server.ts";
import { createTestService, type TestService } from "../testing/test-service.ts";
import { demoCardsText } from "./demo-cards-text.ts";
import { samplePhoto } from "./sample-photo.ts";
import { seedCards } from "./seed-data.ts";
import { seedDemo } from "./seed-demo.ts";
import { spareCards } from "./spare-cards.ts";
import { stockCards } from "./stock-cards.ts";

const cardNumbers = [...seedCards, ...spareCards, ...stockCards].map(({ cardNumber }) => cardNumber);

describe("demo cards", () => {
  it("have check characters that fit, but for the one that is printed wrong", () => {
    const wrong = new Set(cardNumbers.filter((number) => cardNumberCheckCharacter(number) !== number.slice(-1)));
    expect([...wrong]).toEqual(["A12345670"]);
    const bankNumbers = [...seedCards, ...spareCards].flatMap((card) =>
      "stripeKey" in card ? (card.stripeKey ?? []) : card.bankNumber,
    );
    expect(bankNumbers.filter((number) => !passesLuhn(number))).toEqual([]);
    const people = [...seedCards, ...stockCards].map(({ socialSecurityNumber }) => socialSecurityNumber);
    expect(people.filter((number) => !isSocialSecurityNumberShaped(number))).toEqual([]);
  });

  it("are more than 200 people with names nobody bears, and every state of a card", () => {
    expect(new Set(seedCards.map(({ socialSecurityNumber }) => socialSecurityNumber)).size).toBeGreaterThan(200);
    for (const { holderName } of seedCards) expect(holderName).toMatch(/^(测试|样例|演示|虚构|备用)/u);
    expect([...new Set(seedCards.map(({ stateCode }) => stateCode))].toSorted()).toEqual([
      "0",
      "1",
      "2",
      "3",
      "4",
      "7",
      "9",
    ]);
  });

  it("have numbers and stripes of their own", () => {
    const numbers = seedCards.map(({ cardNumber }) => cardNumber);
    const stripes = seedCards.flatMap(({ stripeKey }) => stripeKey ?? []);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(new Set(stripes).size).toBe(stripes.length);
  });

  it("have tracks that a reader could give: digits and = between sentinels, 40 characters at most with the check", () => {
    for (const { track2 } of [...stockCards, ...spareCards])
      if (track2 !== null) expect(track2).toMatch(/^;[0-9=]{1,37}\?$/);
  });

  it("are the ones that docs/demo-cards.md lists", () => {
    const page = path.join(path.dirname(findUpwards("package.json")), "docs", "demo-cards.md");
    expect(readFileSync(page, "utf8")).toBe(demoCardsText());
  });

  it("have photos that are small pictures, each told apart from the next", () => {
    expect(samplePhoto(1)).toMatch(/^data:image\/png;base64,[A-Za-z0-9+/]+=*$/);
    expect(samplePhoto(1).length).toBeLessThan(4_000);
    expect(samplePhoto(1)).not.toBe(samplePhoto(2));
  });
});

describe.each(testServers)("seeding on $name", ({ open }) => {
  let server: TestServer;
  let test: TestService;
  beforeAll(async () => {
    server = await open();
    test = await createTestService(server);
  });
  afterAll(async () => {
    await test.close();
    await server.close();
  });

  it("fills an empty database once, also when two services start at once", async () => {
    const owners = [1, 2].map(() =>
      openDatabase({ connection: test.ownerConnection, clock: systemClock, log: silentLog, maxConnections: 1 }),
    );
    const seed = (database: (typeof owners)[number]) =>
      seedDemo({ database, vault: test.vault, region: defaultRegion });

    const both = await Promise.all(owners.map(seed));
    const again = await Promise.all(owners.map(seed));
    for (const owner of owners) await owner.close();

    expect(both.every(({ ok }) => ok)).toBe(true);
    expect(again).toEqual([1, 2].map(() => ({ ok: true, value: { cards: 0 } })));
    expect(await test.query("select count(*)::int as cards from card")).toEqual([{ cards: seedCards.length }]);
    expect(await test.query("select count(*)::int as links from ledger")).toEqual([{ links: 3 }]);
  });
});
