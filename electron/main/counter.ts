import type { Entry } from "../../shared/association/entry.ts";
import { assertNever } from "../../shared/basics/assert-never.ts";
import type { Clock } from "../../shared/basics/clock.ts";
import { err, ok, type Result } from "../../shared/basics/result.ts";
import type { LinkStatus, StatusView } from "../../shared/contracts/counter-snapshot.ts";
import type { CardLookUpRequest } from "../../shared/contracts/http.ts";
import type { CounterState, SaveFault } from "../../shared/flows/counter/counter-state.ts";
import type { CounterContext } from "../../shared/flows/counter/counter-step.ts";
import { maskCardNumber, maskName } from "../../shared/numbers/masks.ts";
import type { ReaderState } from "../../shared/readers/reader-status.ts";
import type { BusinessDayOf } from "../../shared/region/business-day.ts";
import type { CounterRequests } from "./ipc/counter-requests.ts";
import type { Delivery } from "./journal/delivery.ts";
import { toListsView, toQueueCounts } from "./journal/entry-list.ts";
import type { Journal } from "./journal/journal.ts";
import { journalFaultCode } from "./journal/journal-fault.ts";
import type { JournalItem } from "./journal/journal-index.ts";
import { Listeners } from "./listeners.ts";
import { outcomeFields } from "./log/outcome-fields.ts";
import { screenErrorLog } from "./log/screen-error-log.ts";
import type { TerminalLog } from "./log/terminal-log.ts";
import type { HostKeeper } from "./readers/host-keeper.ts";
import type { LinkMonitor } from "./service/link-monitor.ts";
import type { LookUpResult, ServiceClient } from "./service/service-client.ts";
import type { TerminalSettings } from "./settings/load-terminal-settings.ts";
import type { CounterWindow } from "./shell/counter-window.ts";
import { counterContexts, counterPolicy, numberShapes } from "./work/counter-context.ts";
import { CounterSession } from "./work/counter-session.ts";
import type { DayWatch } from "./work/day-watch.ts";
import { counterIntents } from "./work/intents.ts";
import { StatusBoard } from "./work/status-board.ts";
import { toWorkView, type WorkViewContext } from "./work/to-work-view.ts";

export interface CounterDependencies {
  readonly clock: Clock;
  readonly settings: TerminalSettings;
  readonly version: string;
  readonly operatorId: string;
  readonly window: CounterWindow;
  readonly requests: CounterRequests;
  readonly log: TerminalLog;
  readonly service: ServiceClient;
  readonly journal: Journal;
  readonly link: LinkMonitor;
  readonly delivery: Delivery;
  readonly dayOf: BusinessDayOf;
  readonly days: DayWatch;
  readonly keeper: HostKeeper;
  readonly copyText: (text: string) => void;
}

/**
 * One counter: wires readers, flow, journal, delivery and window together, and holds nothing of the work itself. Every arrow of the data path
 * that crosses main is drawn here.
 */
export class Counter {
  /** Resolves when the page has drawn the counter for the first time. */
  readonly drawn: Promise<void>;
  readonly #parts: CounterDependencies;
  readonly #session: CounterSession;
  readonly #board: StatusBoard;
  readonly #nextContext: () => CounterContext;
  readonly #statusListeners = new Listeners<void>();
  #listsSeq = 0;
  #cardSeen = false;
  #isClosing = false;
  #tellDrawn: () => void = () => undefined;
  /** Of the latest look-up: finds it in the log when the service gave no reference of its own. */
  #reference = "";

  constructor(parts: CounterDependencies) {
    this.#parts = parts;
    this.drawn = new Promise((resolve) => {
      this.#tellDrawn = resolve;
    });
    const { journal, clock, log, settings } = parts;
    this.#nextContext = counterContexts({
      clock,
      region: settings.region,
      policy: settings.site.policy,
      operatorId: parts.operatorId,
      dayOf: parts.dayOf,
      unsettledOf: (number) => journal.unsettledOf(number),
    });
    this.#board = new StatusBoard(fixedStatus(parts), displayOf(settings), (status) => this.#publishStatus(status));
    this.#session = new CounterSession({
      context: this.#nextContext,
      lookUp: (request, signal) => this.#lookUp(request, signal),
      saveEntry: (entry) => this.#save(entry),
      recordLookUp: async (lookUp) => {
        const kept = await journal.keepLookUp(lookUp);
        if (!kept.ok) log.warn("look-up-not-kept", { ...kept.error });
      },
      onState: (state, step) => this.#publishWork(state, step),
      onCue: (cue) => parts.window.push("cue", cue),
    });
  }

  /** Wires everything. Nothing outside is asked yet: the counter is drawn first. */
  start(): void {
    const { keeper, journal, link, days, requests, log } = this.#parts;
    keeper.onReaders((readers) => this.#board.update({ readers: [...readers] }));
    keeper.onCardRead((card) => {
      this.#cardSeen = true;
      this.#session.dispatch({ kind: "cardRead", card });
    });
    keeper.onReadFailed((failed) => this.#session.dispatch({ kind: "readFailed", ...failed }));
    keeper.onLog(({ level, event, fields }) => log[level](event, fields));
    journal.onChange((item) => this.#entryChanged(item));
    journal.onFault((fault) => this.#board.update({ journalFault: fault === null ? null : journalFaultCode(fault) }));
    link.onChange((status) => {
      this.#board.update({ link: status });
      if (link.sealingKey !== null) keeper.setSealingKey(link.sealingKey);
      // An open outcome on screen says what stands in its way.
      if (this.#session.state.kind === "ended") this.#session.publish();
    });
    requests.answerBy(counterIntents(this.#session, this.#intentPorts()));
    this.#updateQueue();
    days.onNewDay(() => this.#publishLists());
    days.start();
  }

  /** Asks the service for the first time, sends what waits, and starts the readers. */
  async startOutside(): Promise<void> {
    if (this.#isClosing) return;
    await this.#parts.link.start();
    if (this.#isClosing) return;
    this.#parts.delivery.start();
    this.#parts.keeper.start();
  }

  get readers(): readonly ReaderState[] {
    return this.#parts.keeper.readers;
  }

  /** Entries that have no result yet. */
  get queue(): StatusView["queue"] {
    return this.#board.status.queue;
  }

  get locale(): StatusView["locale"] {
    return this.#board.status.locale;
  }

  /** Told when a reader, the language or anything else around the work changes, for the development dock. */
  onStatus(listener: () => void): void {
    this.#statusListeners.add(listener);
  }

  /** Short technical news with masks only, for the development dock's log. */
  onNews(listener: (source: string, text: string) => void): void {
    const { keeper, journal, link } = this.#parts;
    keeper.onCardRead((card) => listener(card.readerModel, `cardRead ${card.keyKind} ${card.keyMasked}`));
    keeper.onReadFailed(({ readerModel, fault }) => listener(readerModel, `readFailed ${fault.kind}`));
    link.onChange((status) => listener("link", status.kind));
    journal.onChange((item) => {
      if (item.kind === "entry") listener("journal", `${item.entry.entryId.slice(-4)} ${item.state.kind}`);
    });
  }

  /** Bytes of a scripted reader; the product's reader host refuses them. */
  sendScriptedBytes(readerId: string, hex: string): void {
    this.#parts.keeper.sendScriptedBytes(readerId, hex);
  }

  /** Pulls or puts back a scripted reader's cable; the product's reader host refuses it. */
  plugScripted(readerId: string, plugged: boolean): void {
    this.#parts.keeper.plugScripted(readerId, plugged);
  }

  /** After the machine slept: handles look open and answer nothing, and the service may be another. */
  wakeUp(): void {
    this.#parts.keeper.reopenAll();
    void this.#parts.link.probeNow();
    this.#publishLists();
  }

  /** Ends in order: no new cards, no new attempts, then the journal. Unsettled entries stay on disk. */
  async close(): Promise<void> {
    this.#isClosing = true;
    this.#parts.requests.stop();
    this.#parts.days.stop();
    await this.#parts.keeper.stop();
    this.#parts.link.stop();
    await this.#parts.delivery.stop();
    this.#parts.service.close();
    await this.#parts.journal.close();
  }

  async #lookUp(request: CardLookUpRequest, signal: AbortSignal): Promise<LookUpResult> {
    const { service, log } = this.#parts;
    this.#reference = request.lookUpId.slice(-12);
    const result = await service.lookUp(request, signal);
    const { answer } = result;
    const { lookUpId } = request;
    if (answer.kind === "settled") log.info("look-up-ended", { lookUpId, ...outcomeFields(answer.outcome) });
    if (answer.kind === "away" || answer.kind === "problem") {
      const { code, reference } = answer.failure;
      log.warn("look-up-failed", { lookUpId, code, reference });
    }
    return result;
  }

  async #save(entry: Entry): Promise<Result<void, SaveFault>> {
    const { journal, link, log } = this.#parts;
    const sendNow = link.status.kind === "connected";
    const saved = await journal.save(entry, sendNow);
    if (saved.ok) return ok(undefined);
    log.error("entry-not-saved", { entryId: entry.entryId, ...saved.error });
    return err({ code: `journal/${saved.error.kind}`, reference: entry.entryId.slice(-12) });
  }

  #entryChanged(item: JournalItem): void {
    if (item.kind === "entry") this.#session.entryChanged(item.entry.entryId, item.state);
    // The idle screen counts what a restart found; it must not tell of an entry that was settled meanwhile.
    if (this.#session.state.kind === "idle") this.#session.publish();
    this.#updateQueue();
    this.#publishLists();
  }

  #updateQueue(): void {
    this.#board.update({ queue: toQueueCounts(this.#parts.journal.unsettled()) });
  }

  #publishStatus(status: StatusView): void {
    this.#parts.window.push("status", status);
    this.#statusListeners.tell();
  }

  #publishWork(state: CounterState, step: number): void {
    this.#parts.window.push("work", toWorkView(state, this.#viewContext(step)));
  }

  #publishLists(): void {
    const { journal, days, window } = this.#parts;
    this.#listsSeq += 1;
    window.push("lists", toListsView(journal, days.today(), this.#listsSeq));
  }

  #publishAll(): void {
    this.#session.publish();
    this.#board.update({});
    this.#publishLists();
  }

  #viewContext(step: number): WorkViewContext {
    const { journal, settings, keeper, link } = this.#parts;
    return {
      step,
      restart: this.#cardSeen ? null : journal.restartNotice(),
      shapes: numberShapes(settings.region),
      policy: counterPolicy(settings.site.policy),
      pictureOf: (readerId) => {
        const profileId = keeper.readers.find(({ reader }) => reader.readerId === readerId)?.reader.profileId;
        return settings.profiles.find((profile) => profile.id === profileId)?.picture ?? "swipe-slot";
      },
      reference: this.#reference,
      linkCode: linkCodeOf(link.status),
      maskCardNumber,
      maskName: (name) => maskName(name, settings.region.nameMask),
      entryOf: (entryId) => journal.find(entryId)?.entry,
    };
  }

  #intentPorts() {
    const { keeper, operatorId, copyText, log, clock } = this.#parts;
    return {
      operatorId,
      publishAll: () => {
        log.info("page-ready", { screen: this.#session.state.kind });
        this.#publishAll();
      },
      counterDrawn: () => this.#tellDrawn(),
      retryEntry: (entryId: string) => void this.#parts.delivery.retry(entryId),
      retryAllEntries: () => void this.#parts.delivery.retryAll(),
      pauseReader: (readerId: string, byOperator: string) => keeper.pause(readerId, byOperator),
      resumeReader: (readerId: string) => keeper.resume(readerId),
      reopenReader: (readerId: string) => keeper.reopen(readerId),
      rescanReaders: () => keeper.rescan(),
      setLocale: (locale: StatusView["locale"]) => this.#board.update({ locale }),
      setElderMode: (elderMode: boolean) => this.#board.update({ elderMode }),
      copyText,
      logScreenError: screenErrorLog(log, clock),
    };
  }
}

function linkCodeOf(status: LinkStatus): string | null {
  switch (status.kind) {
    case "connected":
      return null;
    case "connecting":
      return "service/connecting";
    case "away":
    case "refused":
      return status.code;
    default:
      return assertNever(status);
  }
}

function displayOf({ site }: TerminalSettings): Pick<StatusView, "locale" | "elderMode"> {
  return { locale: site.locale, elderMode: site.display.elderMode };
}

function fixedStatus(parts: CounterDependencies) {
  const { settings, operatorId, version, journal } = parts;
  const { site, sound } = settings.site;
  return {
    site: { name: site.name, window: site.window },
    operatorId,
    timeZone: settings.region.timeZone,
    version,
    keyProtection: journal.keyProtection,
    sound,
  };
}
