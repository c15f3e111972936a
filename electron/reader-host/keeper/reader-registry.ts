import type { DecodedCard } from "../../../shared/card/decoded-card.ts";
import type { ReadFault } from "../../../shared/readers/read-fault.ts";
import type { ReaderProfile } from "../../../shared/readers/reader-profile.ts";
import type { ReaderId, ReaderState } from "../../../shared/readers/reader-status.ts";
import type { FoundDevice } from "../discovery/found-device.ts";
import { type RecognisedDevice, recognise } from "../discovery/recognise.ts";
import { assignReaderIds, explicitReaderId } from "./reader-id.ts";
import type { ReaderIdentity } from "./reader-identity.ts";
import type { KeeperListener, Pause, ReaderKeeper } from "./reader-keeper.ts";

/** A reader named in the settings by profile and path. */
export interface ExplicitReader {
  readonly profile: ReaderProfile;
  readonly path: string;
}

/** What the registry tells, each time with the reader concerned. */
export interface RegistryListener {
  changed(): void;
  cardDecoded(keeper: ReaderKeeper, card: DecodedCard): void;
  readFailed(keeper: ReaderKeeper, fault: ReadFault): void;
}

/** Makes the keeper of one reader. `path` is what its node is or will be called: the driver may depend on it. */
export type CreateKeeper = (identity: ReaderIdentity, path: string, listener: KeeperListener) => ReaderKeeper;

/** Readers that were unplugged stay listed, so that a screen can say which one is missing; beyond this many the oldest go. */
const maxKeptAbsent = 12;

/**
 * All readers of this machine: those named by path, listed even while they are absent, and those that discovery recognises. Holds the
 * operators' pauses by id, so that a reader that comes back is still paused.
 */
export class ReaderRegistry {
  readonly #createKeeper: CreateKeeper;
  readonly #listener: RegistryListener;
  readonly #profiles: readonly ReaderProfile[];
  readonly #explicit = new Map<string, { readonly keeper: ReaderKeeper; identity: string | null }>();
  readonly #discovered = new Map<ReaderId, ReaderKeeper>();
  readonly #pauses: Map<ReaderId, Pause>;
  #found: readonly FoundDevice[] = [];

  constructor(
    profiles: readonly ReaderProfile[],
    pauses: ReadonlyMap<ReaderId, Pause>,
    createKeeper: CreateKeeper,
    listener: RegistryListener,
  ) {
    this.#profiles = profiles;
    this.#pauses = new Map(pauses);
    this.#createKeeper = createKeeper;
    this.#listener = listener;
  }

  /** Every reader with its state, in an order that does not change. */
  get states(): readonly ReaderState[] {
    return this.#keepers().map((keeper) => keeper.state);
  }

  /** Adds a reader named by path. It is absent until `setPathNode` says otherwise. */
  addExplicit({ profile, path }: ExplicitReader): void {
    const identity = { readerId: explicitReaderId(profile.id, path), profile, usb: null, serialNumber: null };
    this.#explicit.set(path, { keeper: this.#keep(identity, path), identity: null });
  }

  /**
   * Tells which node a path leads to now, by its identity; null: none. Another node behind the same path is another device: it is opened
   * anew.
   */
  setPathNode(path: string, identity: string | null): void {
    const reader = this.#explicit.get(path);
    if (reader === undefined) return;
    const before = reader.identity;
    const isReplaced = before !== null && identity !== null && before !== identity;
    reader.identity = identity;
    // What the path led to has gone, though the last listing still has it: it must not come up as a reader of its own.
    this.setFound(this.#found.filter((device) => device.identity === null || device.identity !== before));
    reader.keeper.setNode(identity === null ? null : path);
    if (isReplaced) reader.keeper.reopen();
  }

  /** Takes the whole list of what is plugged in. Devices that a path names are left to that path. */
  setFound(devices: readonly FoundDevice[]): void {
    this.#found = devices;
    const named = devices.filter((device) => this.#isNamed(device));
    const recognised = devices
      .filter((device) => !named.includes(device))
      .map((device) => recognise(device, this.#profiles))
      .filter((found) => found !== undefined);
    const nodesById = new Map([...this.#discovered].map(([readerId, keeper]) => [readerId, keeper.node]));
    const assigned = assignReaderIds(recognised, nodesById);
    // First the departures: a node that one reader leaves may be another one's now.
    for (const [readerId, keeper] of this.#discovered) {
      if (assigned.has(readerId)) continue;
      if (named.some(({ node }) => node === keeper.node)) this.#forget(readerId, keeper);
      else keeper.setNode(null);
    }
    for (const [readerId, found] of assigned) this.#keeperOf(readerId, found).setNode(found.device.node);
    this.#forgetOldest();
  }

  /** Pauses a reader, known or not: one that is plugged in later starts paused. */
  pause(readerId: ReaderId, pause: Pause): void {
    this.#pauses.set(readerId, pause);
    this.find(readerId)?.pause(pause);
  }

  resume(readerId: ReaderId): void {
    this.#pauses.delete(readerId);
    this.find(readerId)?.resume();
  }

  /** Closes and opens every handle, after the machine slept. */
  reopenAll(): void {
    for (const keeper of this.#keepers()) keeper.reopen();
  }

  /** The path by which the settings name a reader; undefined for one that discovery found. */
  pathOf(readerId: ReaderId): string | undefined {
    return [...this.#explicit].find(([, { keeper }]) => keeper.identity.readerId === readerId)?.[0];
  }

  find(readerId: ReaderId): ReaderKeeper | undefined {
    return this.#keepers().find((keeper) => keeper.identity.readerId === readerId);
  }

  /** Gives every device back; resolves when all are closed. */
  async stop(): Promise<void> {
    await Promise.all(this.#keepers().map((keeper) => keeper.stop()));
  }

  #isNamed({ node, identity }: FoundDevice): boolean {
    return [...this.#explicit].some(
      ([path, reader]) => path === node || (identity !== null && reader.identity === identity),
    );
  }

  #keepers(): readonly ReaderKeeper[] {
    return [...[...this.#explicit.values()].map(({ keeper }) => keeper), ...this.#discovered.values()];
  }

  #keeperOf(readerId: ReaderId, { profile, device }: RecognisedDevice): ReaderKeeper {
    const known = this.#discovered.get(readerId);
    if (known !== undefined) return known;
    const { usb, serialNumber } = device;
    const keeper = this.#keep({ readerId, profile, usb, serialNumber }, device.node);
    this.#discovered.set(readerId, keeper);
    return keeper;
  }

  #keep(identity: ReaderIdentity, path: string): ReaderKeeper {
    const keeper: ReaderKeeper = this.#createKeeper(identity, path, {
      changed: () => this.#listener.changed(),
      cardDecoded: (card) => this.#listener.cardDecoded(keeper, card),
      readFailed: (fault) => this.#listener.readFailed(keeper, fault),
    });
    const pause = this.#pauses.get(identity.readerId);
    if (pause !== undefined) keeper.pause(pause);
    return keeper;
  }

  #forgetOldest(): void {
    const absent = [...this.#discovered].filter(([, keeper]) => keeper.node === null);
    for (const [readerId, keeper] of absent.slice(0, Math.max(0, absent.length - maxKeptAbsent))) {
      this.#forget(readerId, keeper);
    }
  }

  #forget(readerId: ReaderId, keeper: ReaderKeeper): void {
    this.#discovered.delete(readerId);
    void keeper.stop();
  }
}
