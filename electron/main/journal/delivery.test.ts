import { afterEach, describe, expect, it } from "vitest";
import { type RawReply, readAssociationReply } from "../../../shared/association/outcome.ts";
import { settle } from "../../../shared/basics/fake-clock.ts";
import type { LinkStatus } from "../../../shared/contracts/counter-snapshot.ts";
import type { PutAnswer } from "../service/service-client.ts";
import { Delivery, type DeliveryLink } from "./delivery.ts";
import {
  anEntry,
  away,
  Counter,
  confirmedReply,
  idOf,
  problemReply,
  timeout,
  watchedFiles,
} from "./journal.fixture.ts";
import type { Journal } from "./journal.ts";
import type { FileFault } from "./journal-files.ts";

const notWritten: PutAnswer = { kind: "notWritten", failure: away };
const unanswered: PutAnswer = { kind: "unanswered", failure: timeout };
const dayMs = 24 * 3_600_000;

function replied(entryId: string, raw: RawReply): PutAnswer {
  return { kind: "reading", reading: readAssociationReply(entryId, raw), raw };
}

/** Confirms, unless the test has put down what to answer next. */
class FakeService {
  readonly puts: string[] = [];
  readonly bodies: string[] = [];
  readonly answers: (PutAnswer | Promise<PutAnswer>)[] = [];

  async putAssociation(entryId: string, body: string, signal: AbortSignal): Promise<PutAnswer> {
    this.puts.push(entryId);
    this.bodies.push(body);
    let giveUp: () => void = () => undefined;
    const givenUp = new Promise<PutAnswer>((resolve) => {
      giveUp = () => resolve({ kind: "unanswered", failure: away });
    });
    signal.addEventListener("abort", giveUp);
    const answer = await Promise.race([givenUp, this.answers.shift() ?? replied(entryId, confirmedReply(entryId))]);
    signal.removeEventListener("abort", giveUp);
    return answer;
  }
}

class FakeLink implements DeliveryLink {
  status: LinkStatus = { kind: "connected" };
  probes = 0;
  readonly #listeners = new Set<(status: LinkStatus) => void>();

  onChange(listener: (status: LinkStatus) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  probeNow(): Promise<LinkStatus> {
    this.probes += 1;
    return Promise.resolve(this.status);
  }

  become(kind: "connected" | "away"): void {
    this.status = kind === "away" ? { kind, sinceMs: 0, code: "service/away" } : { kind };
    for (const listener of this.#listeners) listener(this.status);
  }
}

interface Bench {
  readonly counter: Counter;
  readonly journal: Journal;
  readonly service: FakeService;
  readonly link: FakeLink;
  readonly delivery: Delivery;
  /** File calls, puts and what the journal told, in order. */
  readonly calls: string[];
  readonly failing: Map<string, FileFault["kind"]>;
}

const started: Pick<Bench, "counter" | "delivery">[] = [];
afterEach(async () => {
  for (const { counter, delivery } of started.splice(0)) {
    const stopping = delivery.stop();
    await counter.clock.advance(2_000);
    await stopping;
  }
});

async function aBench(counter = new Counter()): Promise<Bench> {
  const calls: string[] = [];
  const failing = new Map<string, FileFault["kind"]>();
  const service = new FakeService();
  const link = new FakeLink();
  const files = watchedFiles(counter.files, (call) => {
    calls.push(call.replace(" entries.kalian", ""));
    return failing.get(call);
  });
  const journal = await counter.open({ files });
  journal.onChange((item) => calls.push(`told ${item.kind === "entry" ? item.state.kind : item.kind}`));
  const { clock } = counter;
  const delivery = new Delivery({
    journal,
    service: {
      putAssociation: (entryId, body, signal) => {
        calls.push("put");
        return service.putAssociation(entryId, body, signal);
      },
    },
    link,
    clock,
    timers: clock,
    random: () => 0,
    report: (_, event, fields) => counter.reports.push(`${event} ${fields["entryId"]}`),
  });
  delivery.start();
  started.push({ counter, delivery });
  await settle();
  calls.splice(0);
  return { counter, journal, service, link, delivery, calls, failing };
}

function stateOf(journal: Journal, n: number): string | undefined {
  return journal.find(idOf(n))?.state.kind;
}

describe("an attempt", () => {
  it("of an entry to be sent at once needs no other record before it, and tells the outcome once it is durable", async () => {
    const { journal, calls } = await aBench();

    await journal.save(anEntry(1), true);
    await settle();

    expect(calls).toEqual(["append", "sync", "told sending", "put", "append", "sync", "told settled"]);
  });

  it("of an entry that waited is durable before its first byte", async () => {
    const { journal, calls } = await aBench();

    await journal.save(anEntry(1), false);
    await settle();

    expect(calls).toEqual([
      ...["append", "sync", "told waiting"],
      ...["append", "sync", "told sending", "put", "append", "sync", "told settled"],
    ]);
  });

  const reply = (raw: RawReply): PutAnswer => replied(idOf(1), raw);
  it.each([
    ["confirmed", reply(confirmedReply(idOf(1))), { kind: "settled", outcome: { kind: "confirmed" } }],
    [
      "refused",
      reply(problemReply(422, "refused/lost", { refusal: { reason: "lost", since: null } })),
      { kind: "settled", outcome: { kind: "refused", reason: "lost" } },
    ],
    ["not written", notWritten, { kind: "waiting", attempts: 1, failure: away }],
    ["unanswered", unanswered, { kind: "unknown", attempts: 1, failure: timeout }],
    [
      "read as unclear",
      reply({ status: 502, body: "<html>" }),
      { kind: "unknown", failure: { code: "service/unreadable" } },
    ],
    ["not processed", reply(problemReply(503, "service/busy")), { kind: "waiting", failure: { code: "service/busy" } }],
    [
      "unacceptable",
      reply(problemReply(422, "entry/reused")),
      { kind: "parked", code: "entry/reused", reference: "ref-1" },
    ],
  ])("that is %s", async (_, answer, state) => {
    const { journal, service } = await aBench();
    service.answers.push(answer);

    await journal.save(anEntry(1), true);
    await settle();

    expect(journal.find(idOf(1))?.state).toMatchObject(state);
  });

  it("begun while the service is away ends as waiting, and is not repeated before the link returns", async () => {
    const { counter, journal, service, link } = await aBench();
    link.become("away");
    service.answers.push(notWritten);

    await journal.save(anEntry(1), true);
    await counter.clock.advance(600_000);

    expect([service.puts, stateOf(journal, 1)]).toEqual([[idOf(1)], "waiting"]);
  });
});

describe("order", () => {
  it("is that of saving, one at a time", async () => {
    const { journal, service } = await aBench();
    let answer: (answer: PutAnswer) => void = () => undefined;
    service.answers.push(new Promise((resolve) => (answer = resolve)));
    for (const n of [1, 2, 3]) await journal.save(anEntry(n), n !== 3);
    await settle();
    const whileFirstIsOut = [...service.puts];

    answer(replied(idOf(1), confirmedReply(idOf(1))));
    await settle();

    expect([whileFirstIsOut, service.puts]).toEqual([[idOf(1)], [1, 2, 3].map(idOf)]);
  });

  it("is not held up by an entry that fails again and again", async () => {
    const { counter, journal, service } = await aBench();
    service.answers.push(unanswered);
    await journal.save(anEntry(1), true);
    await settle();
    service.answers.push(replied(idOf(2), confirmedReply(idOf(2))), unanswered);
    await journal.save(anEntry(2), true);
    await counter.clock.advance(600);

    expect(service.puts).toEqual([1, 2, 1].map(idOf));
    expect([stateOf(journal, 1), stateOf(journal, 2)]).toEqual(["unknown", "settled"]);
  });

  it("repeats one entry after doubled waits, under the same id and with the same bytes", async () => {
    const { counter, journal, service } = await aBench();
    service.answers.push(unanswered, unanswered, unanswered, unanswered);
    const atMs: number[] = [];
    journal.onChange(
      (item) => item.kind === "entry" && item.state.kind === "sending" && atMs.push(counter.clock.nowMs()),
    );

    await journal.save(anEntry(1), true);
    await counter.clock.advance(60_000);

    expect(atMs.map((ms) => ms - (atMs[0] ?? 0))).toEqual([0, 500, 1_500, 3_500, 7_500]);
    expect(new Set(service.puts)).toEqual(new Set([idOf(1)]));
    expect(new Set(service.bodies)).toEqual(new Set([JSON.stringify(anEntry(1).request)]));
    expect(stateOf(journal, 1)).toBe("settled");
  });
});

describe("the link", () => {
  it("away keeps everything, and its return sends everything at once, in order", async () => {
    const { counter, journal, service, link } = await aBench();
    service.answers.push(unanswered);
    await journal.save(anEntry(1), true);
    await settle();
    link.become("away");
    for (const n of [2, 3]) await journal.save(anEntry(n), false);
    await counter.clock.advance(3_600_000);
    const whileAway = service.puts.length;

    link.become("connected");
    await settle();

    expect([whileAway, service.puts]).toEqual([1, [1, 1, 2, 3].map(idOf)]);
  });

  it("returning spares an entry one wait, not every one after", async () => {
    const { counter, journal, service, link } = await aBench();
    link.become("away");
    await journal.save(anEntry(1), false);
    service.answers.push(unanswered, unanswered);

    link.become("connected");
    await settle();
    const atOnce = service.puts.length;
    await counter.clock.advance(600);

    expect([atOnce, service.puts.length]).toEqual([1, 2]);
  });

  it("returning does not cut short a wait that the service asked for", async () => {
    const { counter, journal, service, link } = await aBench();
    service.answers.push(replied(idOf(1), problemReply(503, "service/busy", { retryAfterMs: 20_000 })));
    await journal.save(anEntry(1), true);
    await settle();

    link.become("away");
    link.become("connected");
    await counter.clock.advance(19_000);
    const early = service.puts.length;
    await counter.clock.advance(2_000);

    expect([early, service.puts.length]).toEqual([1, 2]);
  });
});

describe("setting aside", () => {
  it("parks what could not be written before its deadline, and sends it once more when asked", async () => {
    const { counter, journal, service, link, delivery } = await aBench();
    link.become("away");
    await journal.save(anEntry(1), false);
    await counter.clock.advance(dayMs + 60_000);
    const parkedState = journal.find(idOf(1))?.state;

    link.become("connected");
    await settle();
    const putsWhileParked = service.puts.length;
    await delivery.retry(idOf(1));
    await settle();

    expect(parkedState).toMatchObject({ kind: "parked", code: "entry/deadline-passed", wasUnknown: false });
    expect(counter.reports).toContain(`entry-parked ${idOf(1)}`);
    expect([putsWhileParked, service.puts.length, stateOf(journal, 1), link.probes]).toEqual([0, 1, "settled", 1]);
  });

  it("never gives up an entry whose fate is open", async () => {
    const { counter, journal, service } = await aBench();
    service.answers.push(...Array<PutAnswer>(40).fill(unanswered));
    await journal.save(anEntry(1), true);

    counter.clock.jumpWallClock(2 * dayMs);
    await counter.clock.advance(300_000);

    expect([stateOf(journal, 1), service.puts.length > 5]).toEqual(["unknown", true]);
  });

  it("tries all that is not settled when asked for all", async () => {
    const { counter, journal, service, delivery } = await aBench();
    service.answers.push(replied(idOf(1), problemReply(400, "request/invalid")), unanswered);
    for (const n of [1, 2]) await journal.save(anEntry(n), true);
    await settle();

    await delivery.retryAll();
    await settle();

    expect([stateOf(journal, 1), stateOf(journal, 2)]).toEqual(["settled", "settled"]);
    expect(service.puts).toEqual([1, 2, 1, 2].map(idOf));
    expect(counter.clock.nowMs() - anEntry(1).savedAtMs).toBe(0);
  });

  it("does nothing when asked for an entry that is settled or that nobody knows", async () => {
    const { journal, calls, delivery } = await aBench();
    await journal.save(anEntry(1), true);
    await settle();
    calls.splice(0);

    await delivery.retry(idOf(1));
    await delivery.retry(idOf(9));

    expect(calls).toEqual([]);
  });
});

describe("a clock that is set", () => {
  const hourMs = 3_600_000;

  it.each([-hourMs, -250_000, hourMs])("by %i ms prolongs no wait", async (jumpMs) => {
    const { counter, journal, service } = await aBench();
    service.answers.push(unanswered);
    await journal.save(anEntry(1), true);
    await settle();

    counter.clock.jumpWallClock(jumpMs);
    await counter.clock.advance(1_000);

    expect([service.puts.length, stateOf(journal, 1)]).toEqual([2, "settled"]);
  });

  it("forward past its deadline parks what never left, as its deadline says; back again, it is not lost", async () => {
    const { counter, journal, link, delivery } = await aBench();
    link.become("away");
    await journal.save(anEntry(1), false);
    counter.clock.jumpWallClock(dayMs + hourMs);
    await counter.clock.advance(60_000);
    const afterJump = stateOf(journal, 1);

    counter.clock.jumpWallClock(-dayMs - hourMs);
    await delivery.retry(idOf(1));
    link.become("connected");
    await settle();

    expect([afterJump, stateOf(journal, 1)]).toEqual(["parked", "settled"]);
  });
});

describe("a journal that can't be written", () => {
  it("keeps the reply in hand, says so, sends nothing, and settles when it can be", async () => {
    const { counter, journal, service, failing } = await aBench();
    const told: (string | null)[] = [];
    journal.onFault((fault) => told.push(fault?.kind ?? null));
    let answer: (answer: PutAnswer) => void = () => undefined;
    service.answers.push(new Promise((resolve) => (answer = resolve)));
    for (const n of [1, 2]) await journal.save(anEntry(n), true);
    failing.set("append entries.kalian", "disk-full");
    answer(replied(idOf(1), confirmedReply(idOf(1))));
    await counter.clock.advance(30_000);
    const whileFull = [stateOf(journal, 1), service.puts.length, journal.fault?.kind];

    failing.clear();
    await counter.clock.advance(30_000);

    expect(whileFull).toEqual(["sending", 1, "disk-full"]);
    expect([stateOf(journal, 1), stateOf(journal, 2), journal.fault]).toEqual(["settled", "settled", null]);
    expect([told, service.puts]).toEqual([["disk-full", null], [1, 2].map(idOf)]);
  });

  it("sends nothing whose attempt could not be made durable first", async () => {
    const { counter, journal, service, link, failing } = await aBench();
    link.become("away");
    await journal.save(anEntry(1), false);
    failing.set("sync entries.kalian", "failed");

    link.become("connected");
    await counter.clock.advance(30_000);

    expect([service.puts, stateOf(journal, 1)]).toEqual([[], "waiting"]);
  });
});

describe("closing and starting", () => {
  it("waits for the attempt under way", async () => {
    const { journal, service, delivery } = await aBench();
    let answer: (answer: PutAnswer) => void = () => undefined;
    service.answers.push(new Promise((resolve) => (answer = resolve)));
    for (const n of [1, 2]) await journal.save(anEntry(n), true);
    await settle();

    const stopping = delivery.stop();
    answer(replied(idOf(1), confirmedReply(idOf(1))));
    await stopping;

    expect([stateOf(journal, 1), service.puts]).toEqual(["settled", [idOf(1)]]);
  });

  it("gives it up as unanswered after two seconds", async () => {
    const { counter, journal, service, delivery } = await aBench();
    service.answers.push(new Promise(() => undefined));
    await journal.save(anEntry(1), true);
    await settle();

    const stopping = delivery.stop();
    await counter.clock.advance(2_000);
    await stopping;

    expect(stateOf(journal, 1)).toBe("unknown");
  });

  it("does not wait for a disk that stays full", async () => {
    const { journal, service, delivery, failing } = await aBench();
    let answer: (answer: PutAnswer) => void = () => undefined;
    service.answers.push(new Promise((resolve) => (answer = resolve)));
    await journal.save(anEntry(1), true);
    failing.set("append entries.kalian", "disk-full");
    answer(replied(idOf(1), confirmedReply(idOf(1))));
    await settle();

    await delivery.stop();

    expect([stateOf(journal, 1), journal.fault?.kind]).toEqual(["sending", "disk-full"]);
  });

  it("asks again after a restart for what may have been sent, with the same bytes", async () => {
    const counter = new Counter();
    const first = await aBench(counter);
    first.service.answers.push(new Promise(() => undefined));
    await first.journal.save(anEntry(1), true);
    await settle();
    counter.kill();

    const second = await aBench(counter);
    await settle();

    expect(second.service.bodies).toEqual(first.service.bodies);
    expect([second.service.puts, stateOf(second.journal, 1)]).toEqual([[idOf(1)], "settled"]);
    expect(second.journal.restartNotice()).toEqual({ settled: 1, unsettled: 0, parked: 0 });
  });
});
