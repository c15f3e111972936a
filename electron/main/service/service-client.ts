import {
  type Failure,
  failureOf,
  type RawReply,
  type ReplyReading,
  readAssociationReply,
  readProblem,
} from "../../../shared/association/outcome.ts";
import { err, ok, type Result } from "../../../shared/basics/result.ts";
import {
  associationPath,
  type CardLookUpRequest,
  type EntryId,
  paths,
  ServiceDescription,
} from "../../../shared/contracts/http.ts";
import type { LookUpAnswer } from "../../../shared/flows/counter/counter-event.ts";
import { readLookUpReply } from "../../../shared/flows/counter/read-look-up-reply.ts";
import { Listeners, type Unsubscribe } from "../listeners.ts";
import {
  type Connections,
  type Exchange,
  type ExchangeRequest,
  exchange,
  type NoReply,
  openConnections,
} from "./http-exchange.ts";
import { isLoopback } from "./loopback.ts";

/** Whether requests that carry the terminal's token may go out, and if not, what stands against it. */
export type ServiceAccess =
  | { readonly kind: "granted"; readonly token: string }
  /** For now: entries may be made offline meanwhile. */
  | { readonly kind: "closed"; readonly code: Failure["code"] }
  /** The service is not one that this terminal may use: nothing may be made for it. */
  | { readonly kind: "refused"; readonly code: Failure["code"] };

/** What a look-up brought, with the reply as it came: the journal keeps the reply, not our reading of it. `raw` is null when none could be read. */
export interface LookUpResult {
  readonly answer: LookUpAnswer;
  readonly raw: RawReply | null;
}

/** What an attempt to deliver an entry brought. `unanswered`: something was written, and its fate is open. */
export type PutAnswer =
  | { readonly kind: "reading"; readonly reading: ReplyReading; readonly raw: RawReply }
  | { readonly kind: "notWritten"; readonly failure: Failure }
  | { readonly kind: "unanswered"; readonly failure: Failure };

/** How the last request fared: answered by something that speaks the contract, or the failure. */
export type ExchangeReport = { readonly kind: "answered" } | { readonly kind: "failed"; readonly failure: Failure };

/** The central service as the terminal uses it: the one place that talks to it. No method rejects. */
export interface ServiceClient {
  /** Asks the service what it is. Carries no token. */
  describe(): Promise<Result<ServiceDescription, Failure>>;
  /** Asks who holds a card. Idempotent by `lookUpId`. */
  lookUp(request: CardLookUpRequest, signal: AbortSignal): Promise<LookUpResult>;
  /** Delivers an entry. `body` is the request's JSON text, the same at every repetition. Idempotent by `entryId`. */
  putAssociation(entryId: EntryId, body: string, signal: AbortSignal): Promise<PutAnswer>;
  /** Opens or closes the way for requests with a token. Closed at first. */
  setAccess(access: ServiceAccess): void;
  /** Told after every look-up and delivery that was tried. Returns the way to stop. */
  onExchange(listener: (report: ExchangeReport) => void): Unsubscribe;
  /** Drops the kept connections. */
  close(): void;
}

export interface ServiceClientOptions {
  readonly baseUrl: string;
  /** How long one request may take before its outcome counts as unknown. */
  readonly requestTimeoutMs: number;
}

/** Plain HTTP is for the machine itself; anything else must be encrypted. */
export type ServiceUrlFault = { readonly kind: "plain-http-beyond-loopback" } | { readonly kind: "not-a-url" };

/** A connection on a local network stands in milliseconds; longer means that nobody is there. */
const connectTimeoutMs = 3_000;
/** A description is a few hundred bytes from memory; a service that needs longer is as good as away. */
const describeTimeoutMs = 4_000;
const maxReplyBytes = 256 * 1024;
/** A look-up's reply may hold a photo of 400,000 characters. */
const maxLookUpReplyBytes = 640 * 1024;

/** Makes the client of one service. Opens no connection yet. */
export function createServiceClient(options: ServiceClientOptions): Result<ServiceClient, ServiceUrlFault> {
  const base = parseUrl(options.baseUrl);
  if (base === undefined) return err({ kind: "not-a-url" });
  if (base.protocol !== "https:" && !isLoopback(base)) return err({ kind: "plain-http-beyond-loopback" });
  return ok(new HttpServiceClient(base, options.requestTimeoutMs));
}

type Send = Pick<ExchangeRequest, "method" | "body" | "maxReplyBytes" | "timeoutMs"> & {
  readonly path: string;
  readonly token: string | null;
  readonly signal?: AbortSignal;
};

class HttpServiceClient implements ServiceClient {
  readonly #base: URL;
  readonly #requestTimeoutMs: number;
  readonly #listeners = new Listeners<ExchangeReport>();
  #connections: Promise<Connections> | undefined;
  #access: ServiceAccess = { kind: "closed", code: "service/connecting" };

  constructor(base: URL, requestTimeoutMs: number) {
    this.#base = base;
    this.#requestTimeoutMs = requestTimeoutMs;
  }

  async describe(): Promise<Result<ServiceDescription, Failure>> {
    const timeoutMs = Math.min(describeTimeoutMs, this.#requestTimeoutMs);
    const got = await this.#send({
      method: "GET",
      path: paths.service,
      body: null,
      token: null,
      timeoutMs,
      maxReplyBytes,
    });
    if (got.kind !== "reply") return err(failureFor(got.why));
    const description = got.status === 200 ? ServiceDescription.safeParse(got.body) : undefined;
    if (description?.success === true) return ok(description.data);
    const problem = readProblem(got);
    return err(problem === undefined ? failureFor("unreadable") : failureOf(problem));
  }

  async lookUp(request: CardLookUpRequest, signal: AbortSignal): Promise<LookUpResult> {
    if (this.#access.kind !== "granted") return notAsked(this.#access);
    const got = await this.#send({
      method: "POST",
      path: paths.cardLookUps,
      body: JSON.stringify(request),
      token: this.#access.token,
      timeoutMs: this.#requestTimeoutMs,
      maxReplyBytes: maxLookUpReplyBytes,
      signal,
    });
    const result =
      got.kind === "reply"
        ? readLookUp(request, { status: got.status, body: got.body })
        : unreachable(failureFor(got.why));
    if (!signal.aborted) this.#report(result.answer.kind === "away" ? result.answer.failure : null);
    return result;
  }

  async putAssociation(entryId: EntryId, body: string, signal: AbortSignal): Promise<PutAnswer> {
    if (this.#access.kind !== "granted") return { kind: "notWritten", failure: standingAgainst(this.#access) };
    const got = await this.#send({
      method: "PUT",
      path: associationPath(entryId),
      body,
      token: this.#access.token,
      timeoutMs: this.#requestTimeoutMs,
      maxReplyBytes,
      signal,
    });
    const answer = readPut(entryId, got);
    if (!signal.aborted) this.#report(failureIn(answer));
    return answer;
  }

  setAccess(access: ServiceAccess): void {
    this.#access = access;
  }

  onExchange(listener: (report: ExchangeReport) => void): Unsubscribe {
    return this.#listeners.add(listener);
  }

  close(): void {
    void this.#connections?.then(({ agent }) => agent.destroy());
  }

  async #send(send: Send): Promise<Exchange> {
    const { path, token, ...rest } = send;
    this.#connections ??= openConnections(this.#base);
    return await exchange(await this.#connections, {
      ...rest,
      url: new URL(`${this.#base.pathname.replace(/\/$/, "")}${path}`, this.#base),
      connectTimeoutMs,
      headers: {
        accept: "application/json, application/problem+json",
        ...(send.body === null ? {} : bodyHeaders(send.body)),
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      },
    });
  }

  #report(failure: Failure | null): void {
    const report: ExchangeReport = failure === null ? { kind: "answered" } : { kind: "failed", failure };
    this.#listeners.tell(report);
  }
}

function bodyHeaders(body: string): Record<string, string> {
  return { "content-type": "application/json", "content-length": String(Buffer.byteLength(body)) };
}

function parseUrl(text: string): URL | undefined {
  try {
    const url = new URL(text);
    return url.protocol === "http:" || url.protocol === "https:" ? url : undefined;
  } catch {
    // The constructor is the only parser Node 18.15 has, and it says no by throwing.
    return undefined;
  }
}

const codeOf: Record<NoReply, Failure["code"]> = {
  away: "service/away",
  aborted: "entry/interrupted",
  timeout: "service/timeout",
  unreadable: "service/unreadable",
};

function failureFor(why: NoReply): Failure {
  return { code: codeOf[why], reference: null, retryAfterMs: null };
}

type NoAccess = Exclude<ServiceAccess, { kind: "granted" }>;

function standingAgainst({ code }: NoAccess): Failure {
  return { code, reference: null, retryAfterMs: null };
}

function notAsked(access: NoAccess): LookUpResult {
  const failure = standingAgainst(access);
  return { answer: { kind: access.kind === "refused" ? "problem" : "away", failure }, raw: null };
}

function readPut(entryId: EntryId, got: Exchange): PutAnswer {
  if (got.kind !== "reply") return { kind: got.kind, failure: failureFor(got.why) };
  const raw: RawReply = { status: got.status, body: got.body };
  return { kind: "reading", reading: readAssociationReply(entryId, raw), raw };
}

/** The failure that says something about the link; null when the service answered in its own words. */
function failureIn(answer: PutAnswer): Failure | null {
  if (answer.kind !== "reading") return answer.failure;
  return answer.reading.kind === "unclear" ? answer.reading.failure : null;
}

function readLookUp(request: CardLookUpRequest, raw: RawReply): LookUpResult {
  const answer = readLookUpReply(request.lookUpId, raw);
  return { answer, raw: answer.kind === "away" ? null : raw };
}

function unreachable(failure: Failure): LookUpResult {
  return { answer: { kind: "away", failure }, raw: null };
}
