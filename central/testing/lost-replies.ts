import { request } from "node:http";
import type { AddressInfo } from "node:net";
import { type AssociationRequest, associationPath } from "../../shared/contracts/http.ts";
import { openDatabase } from "../platform/database.ts";
import { systemClock } from "../platform/system-clock.ts";
import { openDatabaseProxy } from "./database-proxy.ts";
import type { PlayRace } from "./races.ts";
import { aCard, addCard, type TestCard } from "./test-cards.ts";
import { freshId, type TestService, terminals } from "./test-service.ts";
import { anAssociation } from "./test-terminal.ts";

/** A service that listens, whose replies get lost. */
export interface LosingService {
  /** An association whose reply is lost behind its commit: repeated, it has one row and one answer. One round at a time. */
  readonly play: PlayRace;
  close(): Promise<void>;
}

interface Reply {
  readonly status: number;
  readonly body: string;
}

// What comes of an association before its reply is lost: refusals are rows as much as links.
const outcomes = ["confirmed", "learned", "refused", "alreadyAssociated", "conflict"] as const;

/** Opens a service on the test's database. The terminal cuts its socket after the database has committed and before the service has heard of it. */
export async function openLosingService(test: TestService): Promise<LosingService> {
  const proxy = await openDatabaseProxy(test.serviceConnection);
  const database = openDatabase({ connection: proxy.connection, clock: systemClock, log: test.captured.log });
  const service = await test.another({ database });
  await service.server.listen({ host: "127.0.0.1", port: 0 });
  const { port } = addressOf(service.server.server.address());

  const loseReply = async (entryId: string, body: AssociationRequest): Promise<void> => {
    const sent = open(port, entryId, body);
    proxy.atAnswerTo("associate", () => {
      sent.destroy();
      return Promise.resolve("pass");
    });
    await new Promise((resolve) => {
      sent.once("close", resolve);
    });
  };

  return {
    play: async (round) => {
      const outcome = outcomes[round % outcomes.length] ?? "confirmed";
      const card = await prepare(outcome, test, (prepared) => send(port, freshId(), prepared));
      const entryId = freshId();
      const body = await anAssociation(test, card);
      await loseReply(entryId, body);
      const written = await test.query("select event_id from ledger where entry_id = $1", [entryId]);

      const again = await send(port, entryId, body);
      const onceMore = await send(port, entryId, body);

      const rows = await test.query<{ event_id: string }>("select event_id from ledger where entry_id = $1", [entryId]);
      const violations = [
        ...(written.length === 1 ? [] : ["the reply was lost before the commit"]),
        ...(rows.length === 1 ? [] : ["a repeated entry has not one row"]),
        ...(again.status !== 201 && again.body === onceMore.body ? [] : ["a repetition was answered as news"]),
        ...(again.body.includes(rows[0]?.event_id ?? "no row") ? [] : ["the answer is not of the row"]),
      ];
      return { saw: `${outcome}: ${again.status}`, violations };
    },
    close: async () => {
      await service.server.close();
      await database.close();
      await proxy.close();
    },
  };
}

async function prepare(
  outcome: (typeof outcomes)[number],
  test: TestService,
  associate: (body: AssociationRequest) => Promise<Reply>,
): Promise<TestCard> {
  const card = aCard({
    ...(outcome === "learned" ? { isStripeKnown: false } : {}),
    ...(outcome === "refused" ? { stateCode: "3" } : {}),
  });
  await addCard(test, card);
  if (outcome === "alreadyAssociated") await associate(await anAssociation(test, card));
  if (outcome === "conflict") {
    const older = aCard({ socialSecurityNumber: card.socialSecurityNumber });
    await addCard(test, older);
    await associate(await anAssociation(test, older));
  }
  return card;
}

function open(port: number, entryId: string, body: AssociationRequest) {
  const sent = request({
    host: "127.0.0.1",
    port,
    method: "PUT",
    path: associationPath(entryId),
    headers: { authorization: `Bearer ${terminals.counter.token}`, "content-type": "application/json" },
  });
  // A cut is what is wanted; what comes of it is asked of the ledger.
  sent.on("error", () => undefined);
  sent.end(JSON.stringify(body));
  return sent;
}

async function send(port: number, entryId: string, body: AssociationRequest): Promise<Reply> {
  const reply = await fetch(`http://127.0.0.1:${port}${associationPath(entryId)}`, {
    method: "PUT",
    headers: { authorization: `Bearer ${terminals.counter.token}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return { status: reply.status, body: await reply.text() };
}

function addressOf(address: AddressInfo | string | null): AddressInfo {
  if (address === null || typeof address === "string") throw new Error("the losing service does not listen");
  return address;
}
