import type { ToReaderHost } from "../../shared/contracts/reader-host.ts";
import type { ReaderState } from "../../shared/readers/reader-status.ts";
import type { Region } from "../../shared/region/region.ts";
import { CardOutlet } from "./card-outlet.ts";
import type { Discovery } from "./discovery/discovery.ts";
import type { DiscoveryFault } from "./discovery/discovery-fault.ts";
import type { PathWatch } from "./discovery/path-watch.ts";
import { hidLibrary } from "./drivers/magtek-hid/hid-library.ts";
import { serialLibrary } from "./drivers/serial-ascii/serial-library.ts";
import { ReaderKeeper } from "./keeper/reader-keeper.ts";
import { ReaderRegistry } from "./keeper/reader-registry.ts";
import type { Log } from "./log.ts";
import type { ReaderHostPorts } from "./reader-host-ports.ts";

type Start = Extract<ToReaderHost, { kind: "start" }>;

/** A host that has just been started again knows nothing for a moment; an empty list would make every reader vanish from the screen. */
const firstListLimitMs = 1000;

/** Everything that lives from `start` to `stop`: readers, what watches for them, and the outlet of cards. */
export class ReaderSession {
  readonly registry: ReaderRegistry;
  readonly outlet: CardOutlet;
  readonly #ports: ReaderHostPorts;
  readonly #start: Start;
  readonly #log: Log;
  #discovery: Discovery | undefined;
  #pathWatch: PathWatch | undefined;
  #discoveryFault: DiscoveryFault | null = null;
  #maySend = false;
  #isSendDue = false;
  #hasEnded = false;

  constructor(ports: ReaderHostPorts, start: Start, region: Region, log: Log) {
    const { time, send, newReadId, drivers, scripted, findHolders } = ports;
    this.#ports = ports;
    this.#start = start;
    this.#log = log;
    const fingerprintKey = Uint8Array.from(Buffer.from(start.fingerprintKey, "base64"));
    this.outlet = new CardOutlet({ clock: time, fingerprintKey, newReadId, send, log });
    const pauses = new Map(start.paused.map(({ readerId, ...pause }) => [readerId, pause]));
    this.registry = new ReaderRegistry(
      start.profiles,
      pauses,
      (identity, path, listener) => {
        const { family } = identity.profile;
        const driver = scripted?.owns(path) ? scripted.driverOf(family) : drivers[family];
        return new ReaderKeeper(identity, { time, driver, region, findHolders, log }, listener);
      },
      {
        changed: () => this.#listChanged(),
        cardDecoded: (keeper, card) => this.outlet.put(keeper, card),
        readFailed: (keeper, fault) => this.outlet.putFault(keeper, fault),
      },
    );
  }

  /** Starts watching for readers and opens those that are there. */
  begin(): void {
    const { sealingKey, discover } = this.#start;
    if (sealingKey !== null) this.outlet.setSealingKey(sealingKey);
    this.#addExplicitReaders();
    if (discover) this.#discover();
    else this.#allowSending();
    this.#ports.time.after(firstListLimitMs, () => this.#allowSending());
  }

  /** Looks for readers now. */
  rescan(): void {
    this.#discovery?.rescan();
    this.#pathWatch?.recheck();
  }

  /** Stops watching and gives every device back. No list is sent any more. */
  async end(): Promise<void> {
    this.#hasEnded = true;
    this.#pathWatch?.stop();
    await Promise.all([this.#discovery?.stop(), this.registry.stop()]);
  }

  #addExplicitReaders(): void {
    const { profiles, explicit } = this.#start;
    const paths = new Set<string>();
    for (const { profileId, path } of explicit) {
      const profile = profiles.find(({ id }) => id === profileId);
      if (profile === undefined || paths.has(path)) {
        this.#log("error", "explicit-reader-refused", { profileId, path, why: profile ? "path-twice" : "no-profile" });
        continue;
      }
      paths.add(path);
      this.registry.addExplicit({ profile, path });
    }
    const isScripted = (path: string): boolean => this.#ports.scripted?.owns(path) ?? false;
    for (const path of paths) if (isScripted(path)) this.registry.setPathNode(path, path);
    const watched = [...paths].filter((path) => !isScripted(path));
    this.#pathWatch = this.#ports.startPathWatch(watched, (path, node) => this.registry.setPathNode(path, node));
  }

  #discover(): void {
    const isReading = (): boolean => this.registry.states.some(({ status }) => status.kind === "reading");
    const listener = {
      found: (devices: Parameters<ReaderRegistry["setFound"]>[0]): void => {
        // Links such as /dev/serial/by-id appear with the devices that they name.
        this.#pathWatch?.recheck();
        this.registry.setFound(devices);
        this.#allowSending();
      },
      faulted: (fault: DiscoveryFault | null): void => {
        this.#log(fault === null ? "info" : "error", "discovery-fault", fault === null ? { kind: null } : { ...fault });
        this.#discoveryFault = fault;
        this.#allowSending();
      },
      monitorLost: (code: string): void => this.#log("warn", "discovery-polls", { code }),
    };
    this.#discovery = this.#ports.startDiscovery(listener, isReading);
  }

  #allowSending(): void {
    this.#maySend = true;
    this.#listChanged();
  }

  /** Sends the list once for all changes of this moment. */
  #listChanged(): void {
    if (this.#isSendDue || !this.#maySend) return;
    this.#isSendDue = true;
    this.#ports.time.after(0, () => {
      this.#isSendDue = false;
      if (this.#hasEnded) return;
      const fault = this.#discoveryFault;
      const readers = [...this.registry.states, ...(fault === null ? [] : [discoveryRow(fault)])];
      this.#ports.send({ kind: "readers", readers });
    });
  }
}

const listedModels = { hid: "USB HID", serial: "USB serial" } as const;
const listedBy = { hid: hidLibrary, serial: serialLibrary } as const;

/** The row that says why plugged-in readers are not found; it stands for all those that cannot be seen. */
function discoveryRow(fault: DiscoveryFault): ReaderState {
  return {
    reader: {
      readerId: "discovery",
      profileId: "discovery",
      model: fault.kind === "listing-failed" ? listedModels[fault.transport] : "USB",
      technology: "stripe",
      transport: fault.kind === "listing-failed" ? fault.transport : "serial",
      node: null,
      usbIds: null,
      serialNumber: null,
      driver: fault.kind === "listing-failed" ? listedBy[fault.transport] : "udevadm",
    },
    status: { kind: "faulted", fault },
    cardsRead: 0,
    badReads: 0,
    lastReadAtMs: null,
  };
}
