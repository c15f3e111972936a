import type { Failure } from "../../../shared/association/outcome.ts";
import { assertNever } from "../../../shared/basics/assert-never.ts";
import type { Clock } from "../../../shared/basics/clock.ts";
import type { Cancel, Timers } from "../../../shared/basics/timers.ts";
import type { LinkStatus } from "../../../shared/contracts/counter-snapshot.ts";
import { demoCredentials, type ServiceDescription } from "../../../shared/contracts/http.ts";
import type { SealingKey } from "../../../shared/contracts/reader-host.ts";
import { Listeners, type Unsubscribe } from "../listeners.ts";
import { isLoopback } from "./loopback.ts";
import type { SealingKeyPins } from "./sealing-key-pins.ts";
import type { ServiceClient } from "./service-client.ts";

/** Between two questions while all is well: one small request from memory. */
const connectedIntervalMs = 15_000;
/** After the first failure; doubled up to `longestAwayMs`. */
const firstAwayMs = 500;
const longestAwayMs = 5_000;

export interface LinkMonitorOptions {
  readonly baseUrl: string;
  readonly service: Pick<ServiceClient, "describe" | "setAccess" | "onExchange">;
  readonly pins: SealingKeyPins;
  readonly clock: Clock;
  readonly timers: Timers;
  /** A fresh number, 0 ≤ n < 1. */
  readonly random: () => number;
}

type Code = Failure["code"];
type Away = { readonly kind: "away"; readonly sinceMs: number; readonly code: Code };

/** The link's status with codes that an attempt may fail with. */
type Standing =
  | { readonly kind: "connecting" }
  | { readonly kind: "connected" }
  | Away
  | { readonly kind: "refused"; readonly code: Code };

/**
 * Knows how the terminal stands to the service: asks it what it is, at start, at intervals, and at once when a request failed. Opens the
 * client's way for the demo token only while the same base URL, on loopback, last described itself as a demo service with the pinned key.
 */
export class LinkMonitor {
  readonly #options: LinkMonitorOptions;
  readonly #listeners = new Listeners<LinkStatus>();
  #status: Standing = { kind: "connecting" };
  #sealingKey: SealingKey | null = null;
  #failures = 0;
  #probe: Promise<LinkStatus> | undefined;
  #next: Cancel = () => undefined;
  #unsubscribe: () => void = () => undefined;
  #stopped = false;

  constructor(options: LinkMonitorOptions) {
    this.#options = options;
  }

  get status(): LinkStatus {
    return this.#status;
  }

  /** The key to seal with: the pinned one, also while the service is away; null before the first contact. */
  get sealingKey(): SealingKey | null {
    return this.#sealingKey;
  }

  /** Told when the status or the sealing key has changed. Returns the way to stop. */
  onChange(listener: (status: LinkStatus) => void): Unsubscribe {
    return this.#listeners.add(listener);
  }

  /** Loads the pinned key and asks for the first time. Resolves with the pin loaded, before the service has answered. */
  async start(): Promise<void> {
    const pinned = await this.#options.pins.find(this.#options.baseUrl);
    if (this.#stopped) return;
    if (pinned.ok && pinned.value !== undefined) this.#setKey(pinned.value);
    this.#unsubscribe = this.#options.service.onExchange((report) => {
      if (report.kind === "failed") void this.probeNow();
      else if (this.#status.kind === "connected") this.#schedule(connectedIntervalMs);
    });
    void this.probeNow();
  }

  stop(): void {
    this.#stopped = true;
    this.#next();
    this.#unsubscribe();
    this.#options.service.setAccess({ kind: "closed", code: "entry/interrupted" });
  }

  /** Asks the service now, or joins the question under way. */
  probeNow(): Promise<LinkStatus> {
    if (this.#stopped) return Promise.resolve(this.#status);
    this.#next();
    this.#probe ??= this.#ask().finally(() => {
      this.#probe = undefined;
    });
    return this.#probe;
  }

  async #ask(): Promise<LinkStatus> {
    const status = await this.#standing();
    if (this.#stopped) return this.#status;
    this.#failures = status.kind === "connected" ? 0 : this.#failures + 1;
    this.#setStatus(status);
    this.#schedule(status.kind === "connected" ? connectedIntervalMs : awayDelayMs(this.#failures));
    return status;
  }

  async #standing(): Promise<Standing> {
    const { baseUrl, service } = this.#options;
    // Nothing is asked of a machine that may not be talked to, not even what it is.
    if (!isLoopback(new URL(baseUrl))) return { kind: "refused", code: "service/not-demo" };
    const described = await service.describe();
    return described.ok ? await this.#judge(described.value) : this.#away(described.error.code);
  }

  async #judge(description: ServiceDescription): Promise<Standing> {
    const { baseUrl, pins } = this.#options;
    if (description.environment !== "demo") return { kind: "refused", code: "service/not-demo" };
    const pinned = await pins.check(baseUrl, description.sealingKey);
    switch (pinned) {
      case "same":
      case "pinned":
        this.#setKey(description.sealingKey);
        return { kind: "connected" };
      case "not-a-key":
        return this.#away("service/unreadable");
      case "changed":
        return { kind: "refused", code: "service/key-changed" };
      case "pins-unreadable":
        return { kind: "refused", code: "service/pins-unreadable" };
      default:
        return assertNever(pinned);
    }
  }

  #away(code: Code): Away {
    const sinceMs = this.#status.kind === "away" ? this.#status.sinceMs : this.#options.clock.nowMs();
    return { kind: "away", sinceMs, code };
  }

  #setStatus(status: Standing): void {
    const before = this.#status;
    this.#status = status;
    this.#options.service.setAccess(accessFor(status));
    if (JSON.stringify(before) !== JSON.stringify(status)) this.#tell();
  }

  #setKey(key: SealingKey): void {
    const changed = this.#sealingKey?.keyId !== key.keyId;
    this.#sealingKey = { keyId: key.keyId, publicKey: key.publicKey };
    if (changed) this.#tell();
  }

  #tell(): void {
    this.#listeners.tell(this.#status);
  }

  // Jittered by a fifth either way, so that a hall of terminals does not ask in step.
  #schedule(delayMs: number): void {
    this.#next();
    const jittered = Math.round(delayMs * (0.8 + 0.4 * this.#options.random()));
    this.#next = this.#options.timers.after(jittered, () => void this.probeNow());
  }
}

function awayDelayMs(failures: number): number {
  return Math.min(longestAwayMs, firstAwayMs * 2 ** Math.min(failures - 1, 10));
}

function accessFor(status: Standing): Parameters<ServiceClient["setAccess"]>[0] {
  switch (status.kind) {
    case "connected":
      return { kind: "granted", token: demoCredentials.token };
    case "refused":
      return { kind: "refused", code: status.code };
    case "away":
      return { kind: "closed", code: status.code };
    case "connecting":
      return { kind: "closed", code: "service/connecting" };
    default:
      return assertNever(status);
  }
}
