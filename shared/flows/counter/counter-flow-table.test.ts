import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  aContext,
  anEnded,
  aReadCard,
  away,
  conflict,
  entryStates,
  eventSamples,
  foundAssociated,
  lookUpId,
  nowMs,
  numberedCard,
  otherEntryId,
  refused,
  secondCard,
  stateSamples,
  thirdCard,
} from "./counter.fixture.ts";
import type { CounterEvent } from "./counter-event.ts";
import type { CounterState, Ending } from "./counter-state.ts";
import type { CounterContext, CounterEffect, CounterStep } from "./counter-step.ts";
import { reduceCounter } from "./reduce-counter.ts";

interface Row {
  readonly state: CounterState["kind"];
  readonly event: CounterEvent["kind"];
  readonly when: string;
  readonly outcome: string;
  readonly effects: string;
  readonly why: string;
}

/** What a row's `when` changes of the plain samples. */
interface Case {
  readonly state?: CounterState;
  readonly event?: CounterEvent;
  readonly context?: Partial<CounterContext>;
}

const lookingUpAsked: CounterState = {
  kind: "askingAnotherCard",
  interrupted: stateSamples.lookingUp,
  card: secondCard,
};
const samePerson = (atMs: number): CounterEvent => ({ kind: "cardRead", card: aReadCard({ atMs }) });
const answered = (answer: Extract<CounterEvent, { kind: "lookUpAnswered" }>["answer"]): CounterEvent => ({
  kind: "lookUpAnswered",
  lookUpId,
  answer,
});
const changed = (state: keyof typeof entryStates): Case => ({
  event: { ...eventSamples.entryChanged, state: entryStates[state] },
});
const openEnding = anEnded({ kind: "open", state: entryStates.unknown });

const conflictEnding: Ending = { kind: "settled", outcome: conflict };
const refusedFor = (reason: "lost" | "mismatch" | "unknown-number"): CounterState =>
  anEnded({ kind: "settled", outcome: { kind: "refused", reason, since: null, reference: "req-1" } });

const cases: Readonly<Record<string, Case>> = {
  "cardRead/another card": {},
  "cardRead/same card within 3 s": { event: samePerson(nowMs - 9_000) },
  "cardRead/same card later": { event: samePerson(nowMs) },
  "cardRead/same card, after the clock was set back an hour": { event: samePerson(nowMs - 3_600_000) },
  "cardRead/the card asked about": { event: { kind: "cardRead", card: secondCard } },
  "cardRead/the first card again": { event: samePerson(nowMs) },
  "cardRead/a third card": { event: { kind: "cardRead", card: thirdCard } },
  "cardRead/within 300 ms": { state: { ...stateSamples.ended, shownAtMs: nowMs - 299 } },
  "cardRead/the waiting card again, within 300 ms": {
    state: { ...stateSamples.ended, shownAtMs: nowMs - 299, next: secondCard },
  },
  "readFailed/within 300 ms": { state: { ...stateSamples.ended, shownAtMs: nowMs - 299 } },
  "goOnAsked/after three bad reads": { state: { ...stateSamples.badRead, badReads: 3 } },
  "goOnAsked/before that": { state: { ...stateSamples.badRead, badReads: 2 } },
  "numberSubmitted/good number": {},
  "numberSubmitted/wrong length": { event: { kind: "numberSubmitted", text: "A1234567" } },
  "numberSubmitted/doubtful check character": { event: { kind: "numberSubmitted", text: "A12345675" } },
  "numberSubmitted/contradicts the medium": {
    state: { ...stateSamples.enteringNumber, medium: { kind: "read", card: numberedCard } },
  },
  "numberSubmitted/unsettled entry of this card": {
    context: { unsettledOf: () => [{ entryId: otherEntryId, state: entryStates.unknown }] },
  },
  "numberSubmitted/entry of this card that was set aside undone": {
    context: { unsettledOf: () => [{ entryId: otherEntryId, state: entryStates.parked }] },
  },
  "numberSubmitted/entry of this card that was set aside and may be done": {
    context: { unsettledOf: () => [{ entryId: otherEntryId, state: entryStates.parkedUnknown }] },
  },
  "lookUpAnswered/found": {},
  "lookUpAnswered/already associated": { event: answered({ kind: "reply", reply: foundAssociated }) },
  "lookUpAnswered/refused": { event: answered({ kind: "settled", outcome: refused }) },
  "lookUpAnswered/away, offline allowed": { event: answered({ kind: "away", failure: away }) },
  "lookUpAnswered/away, offline not allowed": {
    event: answered({ kind: "away", failure: away }),
    context: { policy: { offline: false, goOnWithoutReadAfter: 3, deadlineMs: 1 } },
  },
  "lookUpAnswered/problem": { event: answered({ kind: "problem", failure: away }) },
  "lookUpAnswered/of another look-up": { event: { ...eventSamples.lookUpAnswered, lookUpId: otherEntryId } },
  "lookUpAnswered/found, over a look-up": { state: lookingUpAsked },
  "lookUpAnswered/refused, over a look-up": {
    state: lookingUpAsked,
    event: answered({ kind: "settled", outcome: refused }),
  },
  "documentAttested/armed": {},
  "documentAttested/within 300 ms": { state: { ...stateSamples.attesting, shownAtMs: nowMs - 299 } },
  "documentAttested/last four incomplete": { event: { ...eventSamples.documentAttested, lastFour: "001" } },
  "confirmPressed/armed": { state: { ...stateSamples.confirming, shownAtMs: nowMs - 300 } },
  "confirmPressed/within 300 ms": { state: { ...stateSamples.confirming, shownAtMs: nowMs - 299 } },
  "entrySaved/of another entry": { event: { kind: "entrySaved", entryId: otherEntryId } },
  "entryNotSaved/of another entry": { event: { ...eventSamples.entryNotSaved, entryId: otherEntryId } },
  "entryChanged/confirmed": changed("confirmed"),
  "entryChanged/refused": changed("refused"),
  "entryChanged/waiting": changed("waiting"),
  "entryChanged/unknown": changed("unknown"),
  "entryChanged/parked": changed("parked"),
  "entryChanged/sending": changed("sending"),
  "entryChanged/of another entry": { event: { ...eventSamples.entryChanged, entryId: otherEntryId } },
  "nextPerson/within 300 ms": { state: { ...stateSamples.ended, shownAtMs: nowMs - 299 } },
  "nextPerson/with a card waiting": { state: { ...stateSamples.ended, next: secondCard } },
  "stepBack/with a card waiting": { state: { ...stateSamples.saveFailed, next: secondCard } },
  "stepBack/after a conflict": { state: anEnded(conflictEnding) },
  "stepBack/after a refusal: the number is another card's": { state: refusedFor("mismatch") },
  "stepBack/after a refusal: no such number": { state: refusedFor("unknown-number") },
  "stepBack/after a refusal about the card": { state: refusedFor("lost") },
  "stepBack/after a conflict, with a card waiting": { state: anEnded(conflictEnding, { next: secondCard }) },
  "anotherCardAnswered/yes": {},
  "anotherCardAnswered/yes, over a look-up": { state: lookingUpAsked },
  "anotherCardAnswered/no": { event: { kind: "anotherCardAnswered", takeNew: false } },
};

/** Rows whose event needs a state in which it can count. */
const stateCases: Readonly<Record<string, CounterState>> = {
  "ended/entryChanged/confirmed": openEnding,
  "ended/entryChanged/unknown": openEnding,
  "ended/entryChanged/sending": openEnding,
};

describe("the counter flow's table (docs/counter-flow.md)", () => {
  const rows = readRows();

  it.each(rows.map((row) => [`${row.state} × ${row.event}${row.when && `, ${row.when}`}`, row] as const))(
    "%s",
    (_name, row) => {
      const sample = caseOf(row);
      const step = reduceCounter(sample.state, sample.event, aContext(sample.context));

      expect(summaryOf(step)).toEqual({ outcome: row.outcome, effects: row.effects });
      if (step.ignored !== null) expect(step.state).toBe(sample.state);
    },
  );

  it("decides every pair of state and event", () => {
    const decided = new Set(rows.map((row) => `${row.state}/${row.event}`));
    const pairs = Object.keys(stateSamples).flatMap((state) =>
      Object.keys(eventSamples).map((event) => `${state}/${event}`),
    );

    expect([...decided].sort()).toEqual(pairs.sort());
  });

  it("gives every ignored event its reason", () => {
    expect(rows.filter((row) => row.outcome.startsWith("ignored") && row.why.length < 10)).toEqual([]);
  });

  it("uses every sample that is defined", () => {
    const used = new Set(rows.map((row) => `${row.event}/${row.when}`));

    expect(Object.keys(cases).filter((name) => !used.has(name))).toEqual([]);
  });
});

function caseOf(row: Row): {
  readonly state: CounterState;
  readonly event: CounterEvent;
  readonly context: Partial<CounterContext>;
} {
  const named = row.when === "" ? {} : cases[`${row.event}/${row.when}`];
  if (named === undefined) throw new Error(`no sample for ${row.event}, ${row.when}`);
  const special = stateCases[`${row.state}/${row.event}/${row.when}`];
  return {
    state: special ?? named.state ?? stateSamples[row.state],
    event: named.event ?? eventSamples[row.event],
    context: named.context ?? {},
  };
}

function summaryOf(step: CounterStep): { readonly outcome: string; readonly effects: string } {
  return {
    outcome: step.ignored === null ? step.state.kind : `ignored: ${step.ignored}`,
    effects: step.effects.map(nameOf).join(", "),
  };
}

function nameOf(effect: CounterEffect): string {
  return effect.kind === "cue" ? `cue ${effect.cue}` : effect.kind;
}

function readRows(): readonly Row[] {
  const rows: Row[] = [];
  let state: string | undefined;
  for (const line of readFileSync(new URL("../../../docs/counter-flow.md", import.meta.url), "utf8").split("\n")) {
    if (line.startsWith("## ")) state = line.slice(3).trim();
    if (!line.startsWith("| ") || line.startsWith("| event ") || state === undefined) continue;
    const [events = "", when = "", outcome = "", effects = "", why = ""] = line
      .slice(1, -1)
      .split("|")
      .map((cell) => cell.trim());
    for (const event of events.split(", "))
      rows.push({ state: stateKind(state), event: eventKind(event), when, outcome, effects, why });
  }
  return rows;
}

function stateKind(text: string): CounterState["kind"] {
  const found = Object.values(stateSamples).find((sample) => sample.kind === text);
  if (found === undefined) throw new Error(`the table names an unknown state: ${text}`);
  return found.kind;
}

function eventKind(text: string): CounterEvent["kind"] {
  const found = Object.values(eventSamples).find((sample) => sample.kind === text);
  if (found === undefined) throw new Error(`the table names an unknown event: ${text}`);
  return found.kind;
}
