import * as z from "zod/mini";
import type { DockEvent, DockReply, DockRequest, DockView } from "../../../shared/contracts/dock.ts";
import { DockCard } from "../../../shared/contracts/dock.ts";
import type { Counter } from "../counter.ts";
import type { DockRequestHandlers } from "../ipc/handle-dock-requests.ts";
import type { TerminalSettings } from "../settings/load-terminal-settings.ts";
import type { FaultProxy } from "./fault-proxy.ts";
import { swipeBytes } from "./swipe-bytes.ts";

/** A sample card with what its stripe carries; the dock's page is not told the stripe. */
export const ScriptedCard = z.extend(DockCard, { track2: z.string() });
export type ScriptedCard = z.infer<typeof ScriptedCard>;

/** The path that makes the development host open a scripted reader. */
export const scriptedPath = "scripted:stripe";
export const scriptedProfileId = "generic-serial-ascii";
const scriptedReaderId = `${scriptedProfileId}:${scriptedPath}`;
/** How long a pulled cable stays out. */
const unpluggedMs = 3_000;
const keptEvents = 50;

export interface DockSessionPorts {
  readonly counter: Counter;
  readonly settings: TerminalSettings;
  readonly proxy: FaultProxy;
  readonly cards: readonly ScriptedCard[];
  readonly pushView: (view: DockView) => void;
  readonly pushEvent: (event: DockEvent) => void;
}

/** What the development dock does: passes sample cards through the scripted reader and makes the service slow, silent or gone. */
export class DockSession {
  readonly #ports: DockSessionPorts;
  readonly #events: DockEvent[] = [];

  constructor(ports: DockSessionPorts) {
    this.#ports = ports;
    const { counter } = ports;
    counter.onStatus(() => ports.pushView(this.#view()));
    counter.onNews((source, text) => this.#tell(source, text));
  }

  /** The dock page's requests. */
  readonly handlers: DockRequestHandlers = {
    dockReady: () => this.#ready(),
    scriptedSwipe: (swipe) => this.#swipe(swipe),
    central: ({ mode }) => {
      this.#ports.proxy.setMode(mode);
      this.#tell("dock", `central ${mode}`);
      this.#ports.pushView(this.#view());
      return { kind: "accepted" };
    },
  };

  #ready(): DockReply {
    this.#ports.pushView(this.#view());
    for (const event of this.#events) this.#ports.pushEvent(event);
    return { kind: "accepted" };
  }

  #swipe({ cardId, manner }: DockRequest<"scriptedSwipe">): DockReply {
    const { cards, counter } = this.#ports;
    const card = cards.find(({ id }) => id === cardId);
    if (card === undefined || !this.#isPlugged()) return { kind: "refused" };
    for (const text of swipeBytes(card.track2, manner)) counter.sendScriptedBytes(scriptedReaderId, toHex(text));
    if (manner === "unplug") this.#unplugForAWhile();
    this.#tell("dock", `swipe ${cardId} ${manner}`);
    return { kind: "accepted" };
  }

  #unplugForAWhile(): void {
    const { counter } = this.#ports;
    counter.plugScripted(scriptedReaderId, false);
    setTimeout(() => counter.plugScripted(scriptedReaderId, true), unpluggedMs).unref();
  }

  #isPlugged(): boolean {
    return this.#ports.counter.readers.some(
      ({ reader, status }) =>
        reader.readerId === scriptedReaderId && (status.kind === "ready" || status.kind === "reading"),
    );
  }

  #tell(source: string, text: string): void {
    const event: DockEvent = { atMs: Date.now(), source, text };
    this.#events.push(event);
    if (this.#events.length > keptEvents) this.#events.shift();
    this.#ports.pushEvent(event);
  }

  #view(): DockView {
    const { settings, cards, proxy, counter } = this.#ports;
    const scripted = counter.readers.filter(({ reader }) => reader.readerId === scriptedReaderId);
    return {
      locale: counter.locale,
      timeZone: settings.region.timeZone,
      readers: scripted.map(({ reader }) => ({
        readerId: reader.readerId,
        model: reader.model,
        plugged: this.#isPlugged(),
      })),
      cards: cards.map(({ track2: _stripe, ...card }) => card),
      central: { mode: proxy.mode, address: proxy.address },
    };
  }
}

function toHex(text: string): string {
  return Buffer.from(text, "latin1").toString("hex");
}
