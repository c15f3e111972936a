import type { Entry } from "../../../shared/association/entry.ts";
import type { EntryState } from "../../../shared/association/entry-state.ts";
import type { RawReply } from "../../../shared/association/outcome.ts";
import { assertNever } from "../../../shared/basics/assert-never.ts";
import type { Result } from "../../../shared/basics/result.ts";
import type { Cue } from "../../../shared/contracts/counter-snapshot.ts";
import type { CardLookUpRequest } from "../../../shared/contracts/http.ts";
import type { IntentReply } from "../../../shared/contracts/ipc.ts";
import type { CounterEvent } from "../../../shared/flows/counter/counter-event.ts";
import { type CounterState, idle, type SaveFault } from "../../../shared/flows/counter/counter-state.ts";
import type { CounterContext, CounterEffect } from "../../../shared/flows/counter/counter-step.ts";
import { reduceCounter } from "../../../shared/flows/counter/reduce-counter.ts";
import type { LookUpToKeep } from "../journal/journal.ts";
import type { LookUpResult } from "../service/service-client.ts";

/** What the session does to the world. */
export interface CounterSessionPorts {
  /** Never rejects. An aborted look-up may resolve with anything: it is no longer listened to. */
  readonly lookUp: (request: CardLookUpRequest, signal: AbortSignal) => Promise<LookUpResult>;
  /** Resolves once the entry is durable; it is then delivered without further asking. Idempotent by `entryId`. */
  readonly saveEntry: (entry: Entry) => Promise<Result<void, SaveFault>>;
  readonly recordLookUp: (lookUp: LookUpToKeep) => Promise<void>;
  /** Time, a fresh id, and the site's rules for this step. */
  readonly context: () => CounterContext;
  readonly onState: (state: CounterState, step: number) => void;
  readonly onCue: (cue: Cue) => void;
}

/**
 * Runs the counter flow: the one owner of its state. Events come in, effects go out, every new state is published whole.
 * `step` counts changes of screen; an intent made on an older screen is answered `stale` and changes nothing.
 */
export class CounterSession {
  readonly #ports: CounterSessionPorts;
  #state: CounterState = idle;
  #step = 0;
  #lookUp: { readonly id: string; readonly abort: AbortController } | undefined;
  #lastReply: { readonly id: string; readonly raw: RawReply } | undefined;

  constructor(ports: CounterSessionPorts) {
    this.#ports = ports;
  }

  get state(): CounterState {
    return this.#state;
  }

  get step(): number {
    return this.#step;
  }

  /** An operator's intent, made on the screen that `step` names. */
  intend(step: number, event: CounterEvent): IntentReply {
    if (step !== this.#step) return { kind: "stale" };
    const ignored = this.dispatch(event);
    return ignored === null ? { kind: "accepted" } : { kind: "ignored", why: ignored };
  }

  /** The world's news. Returns why the event was ignored, or null when it counted. */
  dispatch(event: CounterEvent): string | null {
    const before = this.#state;
    const next = reduceCounter(before, event, this.#ports.context());
    if (next.ignored !== null) return next.ignored;
    this.#state = next.state;
    if (screenOf(before) !== screenOf(next.state) || event.kind === "cardRead") this.#step += 1;
    this.#ports.onState(this.#state, this.#step);
    for (const effect of next.effects) this.#perform(effect);
    return null;
  }

  /** Told by the journal whenever an entry changes, whether it is on screen or not. */
  entryChanged(entryId: string, state: EntryState): void {
    this.dispatch({ kind: "entryChanged", entryId, state });
  }

  /** Publishes the present state again, for a page that has just been (re)loaded. */
  publish(): void {
    this.#ports.onState(this.#state, this.#step);
  }

  #perform(effect: CounterEffect): void {
    switch (effect.kind) {
      case "lookUp":
        void this.#runLookUp(effect.request);
        return;
      case "abandonLookUp":
        if (this.#lookUp?.id === effect.lookUpId) this.#lookUp.abort.abort();
        return;
      case "recordLookUp":
        void this.#recordLookUp(effect);
        return;
      case "saveEntry":
        void this.#save(effect.entry);
        return;
      case "cue":
        this.#ports.onCue(effect.cue);
        return;
      default:
        assertNever(effect);
    }
  }

  async #runLookUp(request: CardLookUpRequest): Promise<void> {
    const abort = new AbortController();
    this.#lookUp = { id: request.lookUpId, abort };
    const { answer, raw } = await this.#ports.lookUp(request, abort.signal);
    if (raw !== null) this.#lastReply = { id: request.lookUpId, raw };
    this.dispatch({ kind: "lookUpAnswered", lookUpId: request.lookUpId, answer });
    // Only a look-up that ended the attempt is kept, and its effect has been performed by now.
    this.#lastReply = undefined;
  }

  async #recordLookUp(effect: Extract<CounterEffect, { kind: "recordLookUp" }>): Promise<void> {
    const { lookUpId, shown, businessDay } = effect;
    if (this.#lastReply?.id !== lookUpId) return;
    await this.#ports.recordLookUp({ lookUpId, raw: this.#lastReply.raw, shown, businessDay });
  }

  async #save(entry: Entry): Promise<void> {
    const saved = await this.#ports.saveEntry(entry);
    const { entryId } = entry;
    this.dispatch(saved.ok ? { kind: "entrySaved", entryId } : { kind: "entryNotSaved", entryId, fault: saved.error });
  }
}

/** What makes a screen another screen: its kind, and on an outcome which outcome. */
function screenOf(state: CounterState): string {
  if (state.kind !== "ended") return state.kind;
  const { ending } = state;
  if (ending.kind === "settled") return `ended:${ending.outcome.kind}`;
  return ending.kind === "open" ? `ended:${ending.state.kind}` : `ended:${ending.kind}`;
}
