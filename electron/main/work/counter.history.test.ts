// Histories of a whole counter: what a clerk does, in any order and at any moment, and what befalls the machine, against the rules of the
// service in a few lines. Flow, session, journal and delivery are the product's own; files forget what was not synced.
import fc from "fast-check";
import { expect, it } from "vitest";
import type { Entry } from "../../../shared/association/entry.ts";
import { settle } from "../../../shared/basics/fake-clock.ts";
import { err, ok, type Result } from "../../../shared/basics/result.ts";
import type { MediumEvidence } from "../../../shared/contracts/evidence.ts";
import type { CardLookUpRequest } from "../../../shared/contracts/http.ts";
import { aContext, aReadCard, away } from "../../../shared/flows/counter/counter.fixture.ts";
import type { CounterEvent } from "../../../shared/flows/counter/counter-event.ts";
import type { CounterState, Medium, SaveFault } from "../../../shared/flows/counter/counter-state.ts";
import { readLookUpReply } from "../../../shared/flows/counter/read-look-up-reply.ts";
import {
  forever,
  HistoryMachine,
  historyParameters,
  type MachineCommand,
  type Manner,
  machineCommand,
  manner,
} from "../journal/history-machine.fixture.ts";
import { idOf } from "../journal/journal.fixture.ts";
import type { Journal } from "../journal/journal.ts";
import type { LookUpResult } from "../service/service-client.ts";
import { City } from "./city.fixture.ts";
import { CounterSession } from "./counter-session.ts";

const businessDay = "2026-03-12";
const histories = 500;
/** For as many histories as anyone asks for. */
const limitMs = 1_800_000;

/** Two cards of one holder, and two more people. */
const cityCards = [
  { cardNumber: "A12345674", holder: "one" },
  { cardNumber: "B00000018", holder: "one" },
  { cardNumber: "C00000024", holder: "two" },
  { cardNumber: "C00000032", holder: "three" },
];

type Command =
  | MachineCommand
  | { readonly kind: "swipe"; readonly card: number }
  | { readonly kind: "type"; readonly card: number }
  | { readonly kind: "press"; readonly event: CounterEvent }
  | { readonly kind: "reportLost"; readonly card: number }
  | { readonly kind: "wholeJob"; readonly card: number };

const card = fc.integer({ min: 0, max: cityCards.length - 1 });

const keys: readonly CounterEvent[] = [
  { kind: "confirmPressed" },
  { kind: "nextPerson" },
  { kind: "stepBack" },
  { kind: "saveAgain" },
  { kind: "lookUpAgain" },
  { kind: "goOnAsked" },
  { kind: "reasonStated", reason: "card-damaged" },
  { kind: "numberCorrected" },
  { kind: "doubtAccepted" },
  { kind: "documentAttested", document: "identity-card", lastFour: "0010" },
  { kind: "anotherCardAnswered", takeNew: true },
  { kind: "anotherCardAnswered", takeNew: false },
  { kind: "readFailed", fault: { kind: "unreadable", badTracks: [2] }, readerId: "r", readerModel: "R" },
];

const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("swipe" as const), card }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("type" as const), card }) },
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant("press" as const), event: fc.constantFrom(...keys) }),
  },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant("wholeJob" as const), card }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("reportLost" as const), card }) },
  { weight: 8, arbitrary: machineCommand },
);

/** What stood on the screen when a confirming key counted: whose card, and which number. */
type Confirmation = string;

class World {
  readonly city = new City(cityCards);
  readonly machine = new HistoryMachine(this.city, (journal) => this.#started(journal));
  /** Numbers with the card beside which they were typed. */
  readonly typed = new Set<Confirmation>();
  readonly confirmations = new Set<Confirmation>();
  /** Entries of which a screen said that they are saved. */
  readonly saidSaved = new Set<string>();
  readonly untruths = new Set<string>();
  #session: CounterSession | undefined;
  #ids = 0;

  async run(step: Command, manner: Manner): Promise<void> {
    this.machine.manner = manner;
    await this.machine.awake();
    switch (step.kind) {
      case "swipe":
        return this.#dispatch({ kind: "cardRead", card: cardOf(step.card, this.machine.counter.clock.nowMs()) });
      case "type":
        return this.#dispatch({ kind: "numberSubmitted", text: cityCards[step.card]?.cardNumber ?? "" });
      case "press":
        return this.#dispatch(step.event);
      case "wholeJob":
        return this.#wholeJob(step.card);
      case "reportLost":
        this.city.reportLost(cityCards[step.card]?.cardNumber ?? "");
        return;
      default:
        return this.machine.act(step);
    }
  }

  /** From a swipe to the outcome, as far as everything else lets it come. */
  async #wholeJob(index: number): Promise<void> {
    await this.machine.counter.clock.advance(400);
    await this.#dispatch({ kind: "nextPerson" });
    await this.#dispatch({ kind: "cardRead", card: cardOf(index, this.machine.counter.clock.nowMs()) });
    await this.#dispatch({ kind: "anotherCardAnswered", takeNew: true });
    await this.#dispatch({ kind: "numberSubmitted", text: cityCards[index]?.cardNumber ?? "" });
    await this.#dispatch({ kind: "doubtAccepted" });
    await this.machine.counter.clock.advance(400);
    await this.#dispatch({ kind: "documentAttested", document: "identity-card", lastFour: "0010" });
    await this.#dispatch({ kind: "confirmPressed" });
  }

  async #dispatch(event: CounterEvent): Promise<void> {
    const session = this.#session;
    const before = session?.state;
    const ignored = session?.intend(session.step, event);
    if (ignored?.kind === "accepted" && before !== undefined) this.#remember(before, event);
    await settle();
  }

  #remember(before: CounterState, event: CounterEvent): void {
    if (event.kind === "numberSubmitted" && before.kind === "enteringNumber")
      this.typed.add(pairOf(event.text, evidenceOf(before.medium)));
    if (commits(before, event)) this.confirmations.add(confirmationOf(before));
  }

  #started(journal: Journal): void {
    const { run } = this.machine;
    const isAlive = (): boolean => this.machine.run === run;
    const session: CounterSession = new CounterSession({
      context: () => this.#context(journal),
      lookUp: (request) => (isAlive() ? this.#lookUp(request) : forever()),
      saveEntry: (entry) => (isAlive() ? this.#save(journal, entry) : forever()),
      recordLookUp: async (lookUp) => void (await journal.keepLookUp(lookUp)),
      onState: (state) => isAlive() && this.#look(state),
      onCue: () => undefined,
    });
    this.#session = session;
    journal.onChange((item) => {
      if (item.kind === "entry") session.entryChanged(item.entry.entryId, item.state);
    });
  }

  #context(journal: Journal) {
    this.#ids += 1;
    const nowMs = this.machine.counter.clock.nowMs();
    return aContext({
      nowMs,
      nowInstant: new Date(nowMs).toISOString(),
      freshId: idOf(this.#ids),
      businessDay,
      unsettledOf: (number) => journal.unsettledOf(number),
    });
  }

  #lookUp({ lookUpId, cardNumber }: CardLookUpRequest): Promise<LookUpResult> {
    if (!this.machine.connected || this.machine.manner !== "answers")
      return Promise.resolve({ answer: { kind: "away", failure: away }, raw: null });
    const raw = this.city.lookUp(lookUpId, cardNumber);
    return Promise.resolve({ answer: readLookUpReply(lookUpId, raw), raw });
  }

  async #save(journal: Journal, entry: Entry): Promise<Result<void, SaveFault>> {
    const saved = await journal.save(entry, this.machine.connected);
    return saved.ok ? ok(undefined) : err({ code: "journal/write-failed", reference: "log" });
  }

  /** A screen must say what is so. */
  #look(state: CounterState): void {
    if (state.kind === "submitting" && state.saved) this.saidSaved.add(state.entry.entryId);
    if (state.kind === "saveFailed" && this.city.rows.has(state.entry.entryId))
      this.untruths.add("not saved, in ledger");
    if (state.kind !== "ended" || state.entryId === null) return;
    this.saidSaved.add(state.entryId);
    const { ending, entryId } = state;
    const isRow = this.city.rows.has(entryId);
    // While an attempt is under way the screen goes on saying that there is no result yet, which holds.
    const isSending = this.machine.journal?.find(entryId)?.state.kind === "sending";
    const isWaiting = ending.kind === "open" && ending.state.kind === "waiting" && !isSending;
    if (isWaiting && isRow) this.untruths.add("waiting, in ledger");
    if (ending.kind !== "settled") return;
    if (!isRow) this.untruths.add("settled, not in ledger");
    if ((ending.outcome.kind === "confirmed") !== this.city.hasConfirmed(entryId)) this.untruths.add("another outcome");
  }
}

function cardOf(index: number, atMs: number) {
  return aReadCard({
    fingerprint: String(index).repeat(64),
    atMs,
    evidence: {
      kind: "stripe",
      authenticated: false,
      key: { kind: "bankNumber", sealed: { keyId: "0123456789abcdef", sealed: "AAAA" }, lastFour: `000${index}` },
    },
  });
}

function commits(before: CounterState, event: CounterEvent): boolean {
  return before.kind === "confirming"
    ? event.kind === "confirmPressed"
    : before.kind === "attesting" && event.kind === "documentAttested";
}

function confirmationOf(state: CounterState): Confirmation {
  if (state.kind !== "confirming" && state.kind !== "attesting") return "";
  const { medium, typed } = state;
  return pairOf(typed.number, evidenceOf(medium));
}

function evidenceOf(medium: Medium): MediumEvidence {
  return medium.kind === "read" ? medium.card.evidence : { kind: "none", reason: medium.reason };
}

/** A number with the card it stands beside. */
function pairOf(cardNumber: string, medium: MediumEvidence): Confirmation {
  if (medium.kind === "none") return `${cardNumber} without a card: ${medium.reason}`;
  return `${cardNumber} with ${medium.key.kind === "bankNumber" ? medium.key.lastFour : medium.key.kind}`;
}

it("a whole job in a history comes to a confirmed row, or the histories would prove nothing", async () => {
  const world = new World();
  await world.run({ kind: "link", connected: true }, "answers");
  await world.run({ kind: "wholeJob", card: 2 }, "answers");

  expect([...world.city.links.keys()]).toEqual([cityCards[2]?.cardNumber]);
});

it(
  "no history of a counter loses an entry, doubles one, mixes two people or shows what is not so",
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(command, manner), { minLength: 1, maxLength: 40 }), async (steps) => {
        const world = new World();
        for (const [step, manner] of steps) await world.run(step, manner);
        await world.machine.heal();

        const { city } = world;
        const items = world.machine.journal?.today(businessDay) ?? [];
        const entries = items.flatMap((item) => (item.kind === "entry" ? [item] : []));
        const settled = new Set(
          entries.filter(({ state }) => state.kind === "settled").map(({ entry }) => entry.entryId),
        );
        const rows = [...city.rows.values()].map(({ request }) => pairOf(request.cardNumber, request.medium));
        expect({
          untruths: [...world.untruths],
          open: entries.filter(({ state }) => state.kind !== "settled"),
          lost: [...world.saidSaved].filter((entryId) => !settled.has(entryId) || !city.rows.has(entryId)),
          unknownToTheJournal: [...city.rows.keys()].filter((entryId) => !settled.has(entryId)),
          mixed: rows.filter((row) => !(world.typed.has(row) && world.confirmations.has(row))),
          linkedWhileLost: city.cards.filter(({ isLost, cardNumber }) => isLost && city.links.has(cardNumber)),
        }).toEqual({ untruths: [], open: [], lost: [], unknownToTheJournal: [], mixed: [], linkedWhileLost: [] });
      }),
      historyParameters(histories),
    );
  },
  limitMs,
);
