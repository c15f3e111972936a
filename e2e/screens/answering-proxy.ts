import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";
import { type ProblemCode, problemStatus } from "../../shared/contracts/problem-codes.ts";

/** Which requests are answered in the service's place. */
export type Answered = "PUT" | "POST";

/**
 * Stands between terminal and service and can answer one kind of request with a problem in the service's place, or not at all: for answers that a sound
 * service gives a sound terminal only after minutes, or never.
 */
export class AnsweringProxy {
  readonly #target: URL;
  readonly #server: Server;
  #problem: { readonly method: Answered; readonly code: ProblemCode } | undefined;
  #leftOpen: Answered | undefined;

  private constructor(targetUrl: string) {
    this.#target = new URL(targetUrl);
    this.#server = createServer((asked, reply) => this.#answer(asked, reply));
  }

  /** Resolves when it listens. */
  static async open(targetUrl: string): Promise<AnsweringProxy> {
    const proxy = new AnsweringProxy(targetUrl);
    proxy.#server.listen(0, "127.0.0.1");
    await once(proxy.#server, "listening");
    return proxy;
  }

  get url(): string {
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("the proxy has no port");
    return `http://127.0.0.1:${address.port}`;
  }

  /** From now on every request of this method gets this problem, and the service none of them. */
  answerWith(method: Answered, code: ProblemCode): void {
    this.#problem = { method, code };
  }

  /** From now on no request of this method is answered, and the service gets none of them. */
  leaveOpen(method: Answered): void {
    this.#leftOpen = method;
  }

  /** The service answers everything again; what was left open stays so. */
  passAll(): void {
    this.#problem = undefined;
    this.#leftOpen = undefined;
  }

  async close(): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, "close");
  }

  #answer(asked: IncomingMessage, reply: ServerResponse): void {
    if (asked.method === this.#leftOpen) {
      asked.resume();
      return;
    }
    const problem = this.#problem;
    if (problem !== undefined && asked.method === problem.method) {
      asked.resume();
      reply.writeHead(problemStatus[problem.code], { "content-type": "application/problem+json" });
      reply.end(JSON.stringify(problemBody(problem.code)));
      return;
    }
    const { hostname, port } = this.#target;
    const { method, url: path, headers } = asked;
    const onward = request({ hostname, port, method, path, headers }, (answered) => {
      reply.writeHead(answered.statusCode ?? 502, answered.headers);
      answered.pipe(reply);
    });
    onward.on("error", () => reply.destroy());
    asked.pipe(onward);
  }
}

function problemBody(code: ProblemCode): Record<string, unknown> {
  const instance = `urn:uuid:${randomUUID()}`;
  return { type: `urn:kalian:problem:${code}`, title: code, status: problemStatus[code], code, instance };
}
