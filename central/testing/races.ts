import { maskCardNumber } from "../../shared/numbers/masks.ts";
import type { Service } from "../app.ts";
import { type Database, openDatabase } from "../platform/database.ts";
import { createEventIds } from "../platform/event-ids.ts";
import { systemClock } from "../platform/system-clock.ts";
import { changeCardState } from "../register/own/change-card-state.ts";
import type { Round } from "./rounds.ts";
import { aCard, addCard, type TestCard } from "./test-cards.ts";
import { freshId, type TestService, terminals } from "./test-service.ts";
import { anAssociation, put } from "./test-terminal.ts";

/** Who races: two services with a pool each on one database, a terminal at each, and the register that hears of lost cards. */
export interface Racers {
  readonly test: TestService;
  readonly services: readonly [Service, Service];
  readonly register: Database;
  close(): Promise<void>;
}

// Beside what other suites take of the server's connections at the same time.
const connectionsEach = 8;

/** Opens what races on a test's database. The first service asks through `through`, where a race wants to spoil something. */
export async function openRacers(
  test: TestService,
  through: (database: Database) => Database = (database) => database,
): Promise<Racers> {
  const open = () =>
    openDatabase({
      connection: test.serviceConnection,
      clock: systemClock,
      log: test.captured.log,
      maxConnections: connectionsEach,
    });
  const pools = [open(), open(), open()] as const;
  const services = [
    await test.another({ database: through(pools[0]) }),
    await test.another({ database: pools[1] }),
  ] as const;
  return {
    test,
    services,
    register: pools[2],
    close: async () => {
      for (const { server } of services) await server.close();
      for (const pool of pools) await pool.close();
    },
  };
}

/** One race; each round takes cards of its own, so that rounds can be played side by side. */
export type PlayRace = (round: number) => Promise<Round>;

const tokens = [terminals.counter.token, terminals.secondCounter.token] as const;
const racing = [terminals.counter, terminals.secondCounter] as const;
const placeOf = (index: number) => `${racing[index]?.institution} · ${racing[index]?.terminalId}`;
const copies = 16;

/** A rule that holds, or what is said when it does not. */
type Rule = readonly [holds: boolean, violation: string];

function brokenOf(rules: readonly Rule[]): readonly string[] {
  return rules.flatMap(([holds, violation]) => (holds ? [] : [violation]));
}

async function countLinks({ query }: TestService, column: "card_id" | "holder_id", ofCard: string): Promise<number> {
  const links = await query(
    `select 1 from ledger l join card c on c.${column} = l.${column}
      where c.card_id = $1 and l.outcome in ('confirmed', 'claimed') and l.released_at is null`,
    [ofCard],
  );
  return links.length;
}

/** One entry, sent 16 times at once over both services and from both terminals: one row, and 16 equal answers. */
export function sameEntryRace({ test, services }: Racers): PlayRace {
  const kinds: readonly Partial<TestCard>[] = [{}, { isStripeKnown: false }, { stateCode: "2" }];
  return async (round) => {
    const card = aCard(kinds[round % kinds.length]);
    await addCard(test, card);
    const entryId = freshId();
    const body = await anAssociation(test, card);

    const replies = await Promise.all(
      Array.from({ length: copies }, (_, index) =>
        put(index % 2 === 0 ? services[0] : services[1], entryId, body, tokens[index % 2]),
      ),
    );

    const rows = await test.query("select 1 from ledger where entry_id = $1", [entryId]);
    const created = replies.filter(({ statusCode }) => statusCode === 201).length;
    const first = replies[0]?.json();
    const outcome = String(first?.outcome ?? first?.code);
    return {
      saw: outcome,
      violations: brokenOf([
        [rows.length === 1, "an entry has not one row"],
        [new Set(replies.map((reply) => reply.body)).size === 1, "one entry was answered in two ways"],
        [created === (outcome === "confirmed" ? 1 : 0), "an association is not news to just one"],
        [outcome === outcomeOf(card), "a card in order is not confirmed, or a lost one not refused"],
      ]),
    };
  };
}

function outcomeOf({ stateCode }: TestCard): string {
  return stateCode === "1" ? "confirmed" : "refused/lost";
}

/** One card at two terminals at once: one live link, and the other terminal is told of it. */
export function oneCardRace({ test, services }: Racers): PlayRace {
  return async () => {
    const card = aCard();
    const cardId = await addCard(test, card);
    const [ours, theirs] = [await anAssociation(test, card), await anAssociation(test, card)];

    const replies = await Promise.all([
      put(services[0], freshId(), ours, tokens[0]),
      put(services[1], freshId(), theirs, tokens[1]),
    ]);

    const winner = replies.findIndex(({ statusCode }) => statusCode === 201);
    const won = replies[winner]?.json();
    const lost = replies[1 - winner]?.json();
    return {
      saw: `${racing[winner]?.terminalId} first`,
      violations: brokenOf([
        [(await countLinks(test, "card_id", cardId)) === 1, "a card has not one live link"],
        [lost?.outcome === "alreadyAssociated", "the second terminal is not told that the card is associated"],
        [
          lost?.standing?.place === placeOf(winner) && lost?.standing?.recordedAt === won?.recordedAt,
          "the second terminal is told of another association than the first one's",
        ],
      ]),
    };
  };
}

/** Two cards of one holder at two terminals at once: one live link, and a conflict that names the other card. */
export function oneHolderRace({ test, services }: Racers): PlayRace {
  return async () => {
    const older = aCard();
    const newer = aCard({ socialSecurityNumber: older.socialSecurityNumber });
    const cardId = await addCard(test, older);
    await addCard(test, newer);
    const [ours, theirs] = [await anAssociation(test, older), await anAssociation(test, newer)];

    const replies = await Promise.all([
      put(services[0], freshId(), ours, tokens[0]),
      put(services[1], freshId(), theirs, tokens[1]),
    ]);

    const winner = replies.findIndex(({ statusCode }) => statusCode === 201);
    const lost = replies[1 - winner]?.json();
    const linked = winner === 0 ? older : newer;
    return {
      saw: `${racing[winner]?.terminalId} first`,
      violations: brokenOf([
        [(await countLinks(test, "holder_id", cardId)) === 1, "a holder has not one live link"],
        [lost?.code === "conflict/holder-has-other-card", "the second card is no conflict"],
        [
          lost?.conflict?.theirs?.cardNumberMasked === maskCardNumber(linked.cardNumber),
          "the conflict names another card than the associated one",
        ],
      ]),
    };
  };
}

/** What the race of a lost card is for. */
export const deadCardLinked = "a dead card has a live link";

/** A card is associated while the register is told that it is lost. Either order will do: refused, or first and ended with the card. */
export function lostCardRace({ test, services, register }: Racers): PlayRace {
  const nextEventId = createEventIds(systemClock);
  return async () => {
    const card = aCard();
    const cardId = await addCard(test, card);
    const body = await anAssociation(test, card);
    const reportLost = () =>
      changeCardState(register, {
        cardNumberHash: test.vault.hash("card-number", card.cardNumber),
        stateCode: "2",
        at: new Date(test.clock.nowMs()),
        businessDay: "2026-03-12",
        releaseEventId: nextEventId(),
        by: { terminalId: "register", operatorId: "register", channel: "service", place: "register" },
      });

    const [reply, changed] = await Promise.all([put(services[0], freshId(), body), reportLost()]);

    const outcome = String(reply.json().outcome ?? reply.json().code);
    return {
      saw: outcome === "confirmed" ? "associated, then ended" : outcome,
      violations: brokenOf([
        [(await countLinks(test, "card_id", cardId)) === 0, deadCardLinked],
        [["confirmed", "refused/lost"].includes(outcome), "the association came to something else"],
        [changed.ok && changed.value.kind === "changed", "the report did not go through"],
      ]),
    };
  };
}

/**
 * The same database, but the one statement of an association has lost its `for share` on the way: for showing that the race is run at all.
 * Throws where there is none to lose.
 */
export function withoutForShare(database: Database): Database {
  return {
    ...database,
    query: (statement) => {
      if (statement.name !== "associate") return database.query(statement);
      const text = statement.text.replace("for share", "");
      if (text === statement.text) throw new Error("the association takes no lock that it could lose");
      return database.query({ ...statement, text });
    },
  };
}
