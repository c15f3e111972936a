import type http from "node:http";
import type { Socket } from "node:net";

/** One request. `timeoutMs` covers everything up to the last byte of the reply, `connectTimeoutMs` the connection alone. */
export interface ExchangeRequest {
  readonly url: URL;
  readonly method: "GET" | "POST" | "PUT";
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  readonly connectTimeoutMs: number;
  readonly timeoutMs: number;
  /** A longer reply is not read to its end and counts as unreadable. */
  readonly maxReplyBytes: number;
  readonly signal?: AbortSignal;
}

/** Why an exchange brought no reply. `away` is every failure of the network itself. */
export type NoReply = "away" | "timeout" | "unreadable" | "aborted";

/**
 * What came of a request. `notWritten`: it failed before the connection stood, so that no byte of it can have been read by anyone.
 * `unanswered`: everything later that is not a whole JSON reply; the other side may have done what was asked.
 */
export type Exchange =
  | { readonly kind: "reply"; readonly status: number; readonly body: unknown }
  | { readonly kind: "notWritten"; readonly why: NoReply }
  | { readonly kind: "unanswered"; readonly why: NoReply };

type Attempt = Exchange & { readonly onUsedSocket: boolean; readonly replyBegun: boolean };

/** Keeps connections of one service open between requests. */
export interface Connections {
  readonly agent: http.Agent;
  readonly request: typeof http.request;
}

/** Connections to the host of a URL, by its protocol. Node's HTTP is loaded here and not before: a start draws the counter without it. */
export async function openConnections(url: URL): Promise<Connections> {
  const { Agent, request } = await (url.protocol === "https:" ? import("node:https") : import("node:http"));
  return { agent: new Agent({ keepAlive: true, maxSockets: 4, maxFreeSockets: 2 }), request };
}

/**
 * Sends one request and waits for its reply. Never rejects. A kept connection that the other side closed just then is no news about the
 * request: it is repeated once on a new connection, so every operation must be idempotent.
 */
export async function exchange(connections: Connections, request: ExchangeRequest): Promise<Exchange> {
  const startedAtMs = performance.now();
  const first = await attempt(connections.request, connections.agent, request);
  const stale = first.kind === "unanswered" && first.why === "away" && first.onUsedSocket && !first.replyBegun;
  if (!stale) return strip(first);
  const leftMs = Math.max(1, request.timeoutMs - (performance.now() - startedAtMs));
  const second = await attempt(connections.request, false, { ...request, timeoutMs: leftMs });
  // The first try may have been read, whatever became of the second.
  return second.kind === "notWritten" ? { kind: "unanswered", why: second.why } : strip(second);
}

function strip(attempt: Attempt): Exchange {
  return attempt.kind === "reply"
    ? { kind: "reply", status: attempt.status, body: attempt.body }
    : { kind: attempt.kind, why: attempt.why };
}

function attempt(send: typeof http.request, agent: http.Agent | false, request: ExchangeRequest): Promise<Attempt> {
  return new Promise((resolve) => {
    let written = false;
    let replyBegun = false;
    const outgoing = send(request.url, { method: request.method, headers: request.headers, agent });
    const finish = (exchange: Exchange): void => {
      clearTimeout(connectTimer);
      clearTimeout(totalTimer);
      request.signal?.removeEventListener("abort", abort);
      resolve({ ...exchange, onUsedSocket: outgoing.reusedSocket, replyBegun });
    };
    const fail = (why: NoReply): void => {
      finish({ kind: written ? "unanswered" : "notWritten", why });
      outgoing.destroy();
    };
    const abort = (): void => fail("aborted");
    const connectTimer = setTimeout(() => fail("timeout"), request.connectTimeoutMs);
    const totalTimer = setTimeout(() => fail("timeout"), request.timeoutMs);
    outgoing.on("error", () => fail("away"));
    outgoing.on("socket", (socket) =>
      whenConnected(socket, () => {
        written = true;
        clearTimeout(connectTimer);
      }),
    );
    outgoing.on("response", (incoming) => {
      replyBegun = true;
      readReply(incoming, request.maxReplyBytes, finish, fail);
    });
    request.signal?.addEventListener("abort", abort);
    if (request.signal?.aborted === true) abort();
    outgoing.end(request.body ?? undefined);
  });
}

/** From this moment a byte of the request may have left: Node writes what it holds as soon as the connection stands. */
function whenConnected(socket: Socket, connected: () => void): void {
  if (!socket.connecting) connected();
  else socket.once("encrypted" in socket ? "secureConnect" : "connect", connected);
}

function readReply(
  incoming: http.IncomingMessage,
  maxBytes: number,
  finish: (exchange: Exchange) => void,
  fail: (why: NoReply) => void,
): void {
  const chunks: Buffer[] = [];
  let bytes = 0;
  incoming.on("data", (chunk: Buffer) => {
    bytes += chunk.length;
    chunks.push(chunk);
    if (bytes > maxBytes) fail("unreadable");
  });
  incoming.on("error", () => fail("away"));
  incoming.on("end", () => {
    const body = incoming.complete ? parseJson(Buffer.concat(chunks)) : undefined;
    if (body === undefined) fail(incoming.complete ? "unreadable" : "away");
    else finish({ kind: "reply", status: incoming.statusCode ?? 0, body });
  });
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    const value: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    return value;
  } catch {
    // A proxy's page, a cut text, another encoding: all of it is no reply of ours.
    return undefined;
  }
}
