import { chmod, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { spareCards } from "../../central/seed/spare-cards.ts";
import { VirtualSerialPty } from "../../lab/serial-pty.ts";
import { serialSwipe, type TestCard } from "../harness/cards.ts";
import { Central } from "../harness/central.ts";
import { Clerk } from "../harness/clerk.ts";
import { FaultProxy } from "../harness/fault-proxy.ts";
import { Terminal } from "../harness/terminal.ts";

/** A service, a network that can be broken, a reader and fresh cards for many rounds. */
export class DrillStage {
  readonly folder: string;
  #central: Central;
  #network: FaultProxy;
  #cards: readonly TestCard[] = [];
  #generation = 0;

  private constructor(folder: string) {
    this.folder = folder;
    this.#central = new Central(path.join(folder, "none"));
    this.#network = new FaultProxy("http://127.0.0.1:1");
  }

  static async open(): Promise<DrillStage> {
    const folder = await mkdtemp(path.join(tmpdir(), "kalian-drill-"));
    // The database's account must pass through.
    await chmod(folder, 0o755);
    const stage = new DrillStage(folder);
    await stage.freshCards();
    return stage;
  }

  get central(): Central {
    return this.#central;
  }

  get network(): FaultProxy {
    return this.#network;
  }

  /** A card that nobody used yet; when they are used up a new service with new sample people takes the old one's place. */
  async nextCard(): Promise<TestCard> {
    if (this.#cards.length === 0) await this.freshCards();
    const [card, ...rest] = this.#cards;
    if (card === undefined) throw new Error("the demo service has no spare cards");
    this.#cards = rest;
    return card;
  }

  get cardsLeft(): number {
    return this.#cards.length;
  }

  async close(): Promise<void> {
    await this.#network.close();
    await this.#central.stop();
    await removeFolder(this.folder);
  }

  /** Last resort while this process ends. */
  endNow(): void {
    this.#central.endNow();
  }

  /** A new service with new sample people in the old one's place. Terminals that used the old one must be closed. */
  async freshCards(): Promise<void> {
    await this.#network.close();
    await this.#central.stop();
    this.#generation += 1;
    this.#central = new Central(path.join(this.folder, `central-${this.#generation}`));
    await this.#central.start();
    this.#network = new FaultProxy(this.#central.url);
    await this.#network.open();
    this.#cards = spareCards;
  }
}

/** One terminal in a folder of its own, with a serial reader; started again in the same folder after it was killed. */
export class DrillCounter {
  readonly dataDir: string;
  readonly #reader: VirtualSerialPty;
  readonly #centralUrl: string;
  #terminal: Terminal | undefined;

  private constructor(folder: string, centralUrl: string) {
    this.dataDir = path.join(folder, "data");
    this.#reader = new VirtualSerialPty(path.join(folder, "ttyS0"));
    this.#centralUrl = centralUrl;
  }

  static async make(stage: DrillStage, name: string): Promise<DrillCounter> {
    const folder = path.join(stage.folder, name);
    await mkdir(folder);
    const counter = new DrillCounter(folder, stage.network.url);
    await counter.#reader.plug();
    return counter;
  }

  get terminal(): Terminal {
    if (this.#terminal === undefined) throw new Error("the terminal was not started");
    return this.#terminal;
  }

  /** Starts it. File work is done by one thread, so that a call can be counted. */
  async start(): Promise<Clerk> {
    this.#terminal = await Terminal.launch({
      dataDir: this.dataDir,
      centralUrl: this.#centralUrl,
      readers: [`generic-serial-ascii=${this.#reader.link}`],
      locale: "zh-CN",
      env: { UV_THREADPOOL_SIZE: "1" },
    });
    return new Clerk(this.#terminal, "zh-CN", (card) => this.#reader.send(serialSwipe(card)));
  }

  async close(): Promise<void> {
    await this.#terminal?.close();
    await this.#reader.unplug().catch(() => undefined);
    await removeFolder(path.dirname(this.dataDir));
  }
}

/** Children of a program that was killed may still write there for a moment. */
async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 10 });
}
