import { connect, createServer, type Server, type Socket } from "node:net";
import type { DockCentralMode } from "../../../shared/contracts/dock.ts";

const slowMs = 5_000;

/**
 * A TCP proxy on loopback between the terminal under development and the service, which can make the service slow, silent or gone.
 * Development only: the product speaks to the service itself.
 */
export class FaultProxy {
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;
  #target: URL | undefined;
  #mode: DockCentralMode = "answer";

  get mode(): DockCentralMode {
    return this.#mode;
  }

  /** The service behind the proxy, for display. */
  get address(): string {
    return this.#target?.host ?? "";
  }

  /** Listens on a free port; resolves with the address to use instead of `url`. */
  async standBefore(url: string): Promise<string> {
    this.#target = new URL(url);
    const server = createServer((socket) => this.#take(socket));
    this.#server = server;
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
    const address = server.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    return `http://127.0.0.1:${port}`;
  }

  /** Connections that exist end, so that the new behaviour is seen at once. */
  setMode(mode: DockCentralMode): void {
    this.#mode = mode;
    for (const socket of this.#sockets) socket.destroy();
  }

  close(): void {
    this.#server?.close();
    for (const socket of this.#sockets) socket.destroy();
  }

  #take(terminal: Socket): void {
    this.#hold(terminal);
    if (this.#mode === "cut" || this.#target === undefined) {
      terminal.destroy();
      return;
    }
    if (this.#mode === "silent") {
      terminal.resume();
      return;
    }
    const service = this.#hold(connect(Number(this.#target.port), this.#target.hostname));
    terminal.pipe(service);
    if (this.#mode === "slow") service.on("data", (data) => setTimeout(() => terminal.write(data), slowMs));
    else service.pipe(terminal);
    terminal.once("close", () => service.destroy());
    service.once("close", () => terminal.destroy());
  }

  #hold(socket: Socket): Socket {
    this.#sockets.add(socket);
    socket.on("error", () => socket.destroy());
    socket.once("close", () => this.#sockets.delete(socket));
    return socket;
  }
}
