import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";

/**
 * What happens to the bytes between terminal and service.
 * `hold`: requests arrive, replies wait until the mode changes. `dropReplies`: requests arrive and are worked on, the connection ends in
 * place of the reply. `halveReplies`: the same, in the middle of the reply. `blackHole`: requests are swallowed and nothing ever answers. `refuse`: nothing listens.
 */
export type FaultMode = "pass" | "hold" | "dropReplies" | "halveReplies" | "blackHole" | "refuse";

/** The network between a terminal and the service, which a test can break. Every change of mode holds for open connections too. */
export class FaultProxy {
  readonly #targetPort: number;
  readonly #links = new Set<Link>();
  #server: Server | undefined;
  #port = 0;
  #mode: FaultMode = "pass";

  constructor(targetUrl: string) {
    this.#targetPort = Number(new URL(targetUrl).port);
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Resolves when it listens; at the same port as before when it listened already. */
  async open(): Promise<void> {
    const server = createServer((socket) => this.#accept(socket));
    server.listen(this.#port, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("the proxy has no port");
    this.#port = address.port;
    this.#server = server;
  }

  async setMode(mode: FaultMode): Promise<void> {
    this.#mode = mode;
    if (mode === "refuse") await this.close();
    else if (this.#server === undefined) await this.open();
    for (const link of this.#links) link.modeChanged(mode);
  }

  /** Ends every connection, as a router does with idle ones; new ones are taken. */
  cutConnections(): void {
    for (const link of this.#links) link.end();
  }

  /** Ends every connection and listens no more. Idempotent. */
  async close(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    for (const link of this.#links) link.end();
    if (server === undefined) return;
    server.close();
    await once(server, "close");
  }

  #accept(client: Socket): void {
    const link = new Link(client, this.#targetPort, this.#mode, () => this.#links.delete(link));
    this.#links.add(link);
  }
}

/** One connection and its counterpart. */
class Link {
  readonly #client: Socket;
  readonly #service: Socket;
  #held: Buffer[] = [];
  #mode: FaultMode;

  constructor(client: Socket, targetPort: number, mode: FaultMode, ended: () => void) {
    this.#client = client;
    this.#service = connect(targetPort, "127.0.0.1");
    this.#mode = mode;
    client.on("data", (bytes) => {
      if (this.#mode !== "blackHole") this.#service.write(bytes);
    });
    this.#service.on("data", (bytes) => this.#reply(bytes));
    for (const [one, other] of [
      [client, this.#service],
      [this.#service, client],
    ] as const) {
      // What happened to one side is told to the other; a reset needs no words.
      one.on("error", () => undefined);
      one.on("close", () => {
        other.destroy();
        ended();
      });
    }
  }

  modeChanged(mode: FaultMode): void {
    this.#mode = mode;
    const held = this.#held;
    this.#held = [];
    for (const bytes of held) this.#reply(bytes);
  }

  end(): void {
    this.#client.destroy();
  }

  #reply(bytes: Buffer): void {
    switch (this.#mode) {
      case "pass":
        this.#client.write(bytes);
        return;
      case "hold":
        this.#held.push(bytes);
        return;
      case "halveReplies":
        this.#client.end(bytes.subarray(0, bytes.length >> 1));
        return;
      case "dropReplies":
      case "refuse":
        this.end();
        return;
      case "blackHole":
        return;
    }
  }
}
