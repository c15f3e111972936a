import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { ServiceDescription } from "../../shared/contracts/http.ts";

export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly hasToken: boolean;
}

/** Stands before the service, passes everything on and remembers what was asked. It can call the service something else than a demo. */
export class WatchedService {
  readonly requests: SeenRequest[] = [];
  readonly #target: string;
  readonly #environment: ServiceDescription["environment"];
  readonly #server: Server;
  #port = 0;

  constructor(target: string, environment: ServiceDescription["environment"] = "demo") {
    this.#target = target;
    this.#environment = environment;
    this.#server = createServer((request, response) => void this.#passOn(request, response));
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** How often this was asked for. */
  count(method: string, pathStart: string): number {
    return this.requests.filter((seen) => seen.method === method && seen.path.startsWith(pathStart)).length;
  }

  async open(): Promise<void> {
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("the watched service has no port");
    this.#port = address.port;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }

  async #passOn(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "GET", url: at = "/", headers } = request;
    this.requests.push({ method, path: at, hasToken: headers.authorization !== undefined });
    const body = await textOf(request);
    const { authorization, "content-type": type } = headers;
    const passed = {
      ...(authorization === undefined ? {} : { authorization }),
      ...(type === undefined ? {} : { "content-type": type }),
    };
    const reply = await fetch(`${this.#target}${at}`, { method, headers: passed, ...(body === "" ? {} : { body }) });
    response.writeHead(reply.status, { "content-type": reply.headers.get("content-type") ?? "application/json" });
    response.end(this.#reworded(await reply.text()));
  }

  #reworded(text: string): string {
    const description = ServiceDescription.safeParse(JSON.parse(text));
    return description.success ? JSON.stringify({ ...description.data, environment: this.#environment }) : text;
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces).toString("utf8");
}
