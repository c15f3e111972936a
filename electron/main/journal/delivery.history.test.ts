// Histories of a counter: entries saved, links lost, replies dropped, processes killed at any file call, power cut with any part of the last
// write left, disks full. Whatever happens, every entry that was said to be saved reaches the ledger exactly once, and the journal
// never says what is not so.
import fc from "fast-check";
import { expect, it } from "vitest";
import type { RawReply } from "../../../shared/association/outcome.ts";
import { settle } from "../../../shared/basics/fake-clock.ts";
import {
  HistoryMachine,
  historyParameters,
  type MachineCommand,
  type Manner,
  machineCommand,
  manner,
} from "./history-machine.fixture.ts";
import { anEntry, confirmedReply } from "./journal.fixture.ts";
import type { Journal } from "./journal.ts";
import type { JournalItem } from "./journal-index.ts";

const businessDay = "2026-03-12";
const histories = 500;
/** For as many histories as anyone asks for. */
const limitMs = 1_800_000;

type Command = MachineCommand | { readonly kind: "save"; readonly sendNow: boolean };

const save = fc.record({ kind: fc.constant("save" as const), sendNow: fc.boolean() });
const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 3, arbitrary: save },
  { weight: 7, arbitrary: machineCommand },
);

/** The ledger behind an idempotent PUT. */
class Ledger {
  readonly rows = new Map<string, string>();
  readonly contradictions: string[] = [];

  put(entryId: string, body: string): RawReply {
    const known = this.rows.get(entryId);
    if (known !== undefined && known !== body) this.contradictions.push(entryId);
    this.rows.set(entryId, known ?? body);
    const reply = confirmedReply(entryId);
    return known === undefined ? reply : { ...reply, status: 200 };
  }
}

/** One counter through its restarts. */
class World {
  readonly ledger = new Ledger();
  readonly machine = new HistoryMachine(this.ledger, (journal) => this.#started(journal));
  /** Entries of which the clerk was told that they are saved. */
  readonly acknowledged = new Set<string>();
  readonly untruths: string[] = [];
  #entries = 0;

  async run(step: Command, manner: Manner): Promise<void> {
    this.machine.manner = manner;
    await this.machine.awake();
    if (step.kind !== "save") return this.machine.act(step);
    this.#entries += 1;
    const entry = anEntry(this.#entries);
    void this.machine.journal?.save(entry, step.sendNow).then((saved) => {
      if (saved.ok) this.acknowledged.add(entry.entryId);
    });
    await settle();
  }

  items(): readonly JournalItem[] {
    return this.machine.journal?.today(businessDay) ?? [];
  }

  #started(journal: Journal): void {
    journal.onChange((item) => this.#check(item));
    for (const item of journal.today(businessDay)) this.#check(item);
  }

  #check(item: JournalItem): void {
    if (item.kind !== "entry") return;
    const { entry, state } = item;
    const inLedger = this.ledger.rows.has(entry.entryId);
    if (state.kind === "settled" && !inLedger) this.untruths.push(`${entry.entryId} settled, not in the ledger`);
    if (state.kind === "waiting" && inLedger) this.untruths.push(`${entry.entryId} waiting, in the ledger`);
  }
}

it(
  "no history loses an entry, doubles one, or makes the journal untrue",
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(command, manner), { minLength: 1, maxLength: 40 }), async (steps) => {
        const world = new World();
        for (const [step, manner] of steps) await world.run(step, manner);
        await world.machine.heal();

        const items = world.items().flatMap((item) => (item.kind === "entry" ? [item] : []));
        const settled = new Set(
          items.filter(({ state }) => state.kind === "settled").map(({ entry }) => entry.entryId),
        );
        expect({
          untruths: world.untruths,
          contradictions: world.ledger.contradictions,
          open: items.filter(({ state }) => state.kind !== "settled"),
          lost: [...world.acknowledged].filter((entryId) => !settled.has(entryId)),
          unknownToTheJournal: [...world.ledger.rows.keys()].filter((entryId) => !settled.has(entryId)),
        }).toEqual({ untruths: [], contradictions: [], open: [], lost: [], unknownToTheJournal: [] });
      }),
      historyParameters(histories),
    );
  },
  limitMs,
);
