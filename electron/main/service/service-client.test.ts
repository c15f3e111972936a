import { spawn } from "node:child_process";
import { once } from "node:events";
import http from "node:http";
import net from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import type { CardLookUpRequest } from "../../../shared/contracts/http.ts";
import { createServiceClient, type ExchangeReport, type ServiceClient } from "./service-client.ts";

const entryId = "01933b7e-5c00-7000-8000-00000000000a";
const otherId = "01933b7e-5c00-7000-8000-00000000000b";
const body = '{"cardNumber":"A12345674"}';
const description = {
  service: "kalian-central",
  version: "0.1.0",
  environment: "demo",
  regionCode: "320100",
  sealingKey: { keyId: "0123456789abcdef", publicKey: "AA==" },
  now: "2026-03-12T02:00:00.000Z",
};
const recorded = {
  outcome: "confirmed",
  entryId,
  eventId: "01933b7e-5c00-7000-8000-0000000000ff",
  recordedAt: "2026-03-12T02:00:00.000Z",
  businessDay: "2026-03-12",
  holder: { nameMasked: "测**", socialSecurityNumberMasked: "320100****1234" },
  cardNumberMasked: "A12****74",
};
const lookUpRequest: CardLookUpRequest = {
  lookUpId: entryId,
  cardNumber: "A12345674",
  medium: { kind: "none", reason: "card-damaged" },
  operatorId: "T001",
};
const foundReply = {
  kind: "found",
  lookUpId: entryId,
  holder: { kind: "masked", nameMasked: "测**", socialSecurityNumberMasked: "320100****1234" },
  card: { cardNumberMasked: "A12****74", issueRegion: "320100", generation: 2, validUntil: null },
  medium: "not-read",
};

type Handler = (request: http.IncomingMessage, response: http.ServerResponse, count: number) => void;

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** A service that does to each request what the test says, after it has read it whole. */
async function startService(handler: Handler): Promise<{ readonly url: string; readonly seen: string[] }> {
  const seen: string[] = [];
  const server = http.createServer((request, response) => {
    let text = "";
    request.on("data", (chunk) => {
      text += String(chunk);
    });
    request.on("end", () => {
      seen.push(`${request.method} ${request.url} ${request.headers.authorization ?? "-"} ${text}`);
      handler(request, response, seen.length);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${portOf(server)}`, seen };
}

function portOf(server: net.Server): number {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return address.port;
}

function clientOf(baseUrl: string, requestTimeoutMs = 5_000): ServiceClient {
  const client = createServiceClient({ baseUrl, requestTimeoutMs });
  if (!client.ok) throw new Error(client.error.kind);
  client.value.setAccess({ kind: "granted", token: "token" });
  closers.push(() => client.value.close());
  return client.value;
}

function replyJson(response: http.ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
}

function problemOf(code: string, status: number, more: Record<string, unknown> = {}): Record<string, unknown> {
  return { type: "about:blank", title: code, status, code, instance: "ref-1", ...more };
}

function never(): AbortSignal {
  return new AbortController().signal;
}

/** A port on which nobody listens any more. */
async function closedPort(): Promise<number> {
  const server = net.createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const port = portOf(server);
  server.close();
  await once(server, "close");
  return port;
}

const failure = (code: string) => ({ code, reference: null, retryAfterMs: null });

describe("createServiceClient", () => {
  it("takes plain HTTP to this machine only", () => {
    const kinds = ["http://10.0.0.1:8080", "http://127.0.0.1.example:1", "ftp://localhost", "nonsense"].map(
      (baseUrl) => {
        const client = createServiceClient({ baseUrl, requestTimeoutMs: 1000 });
        return client.ok ? "taken" : client.error.kind;
      },
    );

    expect(kinds).toEqual(["plain-http-beyond-loopback", "plain-http-beyond-loopback", "not-a-url", "not-a-url"]);
  });
});

describe("describe", () => {
  it("brings the description and carries no token", async () => {
    const service = await startService((_, response) => replyJson(response, 200, description));

    expect(await clientOf(service.url).describe()).toEqual({ ok: true, value: description });
    expect(service.seen).toEqual(["GET /v1/service - "]);
  });

  it("fails as unreadable when another program answers on the port", async () => {
    const service = await startService((_, response) => response.end("<html>welcome</html>"));

    expect(await clientOf(service.url).describe()).toEqual({ ok: false, error: failure("service/unreadable") });
  });
});

describe("putAssociation", () => {
  it("sends exactly the given text with the token and reads the reply", async () => {
    const service = await startService((_, response) => replyJson(response, 201, recorded));

    const answer = await clientOf(service.url).putAssociation(entryId, body, never());

    expect(answer).toEqual({
      kind: "reading",
      reading: { kind: "settled", outcome: { kind: "confirmed", reply: recorded } },
      raw: { status: 201, body: recorded },
    });
    expect(service.seen).toEqual([`PUT /v1/associations/${entryId} Bearer token ${body}`]);
  });

  it.each([
    ["closed", "service/away"],
    ["refused", "service/not-demo"],
  ] as const)("writes nothing while the way is %s", async (kind, code) => {
    const service = await startService((_, response) => replyJson(response, 201, recorded));
    const client = clientOf(service.url);
    client.setAccess({ kind, code });

    expect(await client.putAssociation(entryId, body, never())).toEqual({ kind: "notWritten", failure: failure(code) });
    expect(service.seen).toEqual([]);
  });

  it("writes nothing before the service said what it is", async () => {
    const service = await startService((_, response) => replyJson(response, 201, recorded));
    const client = createServiceClient({ baseUrl: service.url, requestTimeoutMs: 1_000 });
    if (!client.ok) throw new Error(client.error.kind);

    expect(await client.value.putAssociation(entryId, body, never())).toEqual({
      kind: "notWritten",
      failure: failure("service/connecting"),
    });
    client.value.close();
  });

  it("is not written when nobody listens", async () => {
    const client = clientOf(`http://127.0.0.1:${await closedPort()}`);

    expect(await client.putAssociation(entryId, body, never())).toEqual({
      kind: "notWritten",
      failure: failure("service/away"),
    });
  });

  it("is not written when the connection never stands", async () => {
    // A listener that is stopped with a full backlog: the system leaves further connections half open.
    const child = spawn(process.execPath, ["-e", deafListener], { stdio: ["ignore", "pipe", "ignore"] });
    closers.push(() => child.kill("SIGKILL"));
    const [port] = await once(child.stdout, "data");
    const fillers = [0, 1, 2].map(() => net.connect(Number(port), "127.0.0.1").on("error", () => undefined));
    closers.push(() => {
      for (const filler of fillers) filler.destroy();
    });
    await Promise.race(fillers.map((filler) => once(filler, "connect")));

    const client = clientOf(`http://127.0.0.1:${Number(port)}`, 400);
    const answers = [];
    for (let count = 0; count < 2; count += 1) answers.push(await client.putAssociation(entryId, body, never()));

    expect(answers.at(-1)).toEqual({ kind: "notWritten", failure: failure("service/timeout") });
  });

  const unanswered: readonly (readonly [string, Handler, string])[] = [
    ["the connection is dropped after the work was done", (request) => request.socket.destroy(), "service/away"],
    [
      "the reply is cut in its body",
      (request, response) => {
        response.writeHead(201, { "content-length": "500" });
        response.write('{"outcome":"conf', () => request.socket.destroy());
      },
      "service/away",
    ],
    [
      "a reply without a length is cut",
      (request, response) => {
        response.writeHead(201, { "transfer-encoding": "chunked" });
        response.write(JSON.stringify(recorded), () => request.socket.destroy());
      },
      "service/away",
    ],
    ["no reply comes in time", () => undefined, "service/timeout"],
    [
      "the reply's body stops coming",
      (_, response) => {
        response.writeHead(201, { "content-length": "500" });
        response.write("{");
      },
      "service/timeout",
    ],
    ["a proxy answers with a page", (_, response) => response.writeHead(502).end("<html>"), "service/unreadable"],
    [
      "the reply is not UTF-8",
      (_, response) => response.writeHead(201).end(Buffer.of(0x22, 0xff, 0x22)),
      "service/unreadable",
    ],
    [
      "the reply is too large",
      (_, response) => replyJson(response, 201, { ...recorded, padding: "x".repeat(300_000) }),
      "service/unreadable",
    ],
  ];
  it.each(unanswered)("is unanswered when %s", async (_, handler, code) => {
    const service = await startService(handler);

    const answer = await clientOf(service.url, 300).putAssociation(entryId, body, never());

    expect(answer).toEqual({ kind: "unanswered", failure: failure(code) });
  });

  it("reads a reply that names another entry as unclear", async () => {
    const service = await startService((_, response) => replyJson(response, 201, { ...recorded, entryId: otherId }));

    expect(await clientOf(service.url).putAssociation(entryId, body, never())).toMatchObject({
      kind: "reading",
      reading: { kind: "unclear" },
    });
  });

  it("follows no redirect", async () => {
    const service = await startService((_, response) => response.writeHead(307, { location: "/elsewhere" }).end("{}"));

    expect(await clientOf(service.url).putAssociation(entryId, body, never())).toMatchObject({
      reading: { kind: "unclear" },
    });
    expect(service.seen).toHaveLength(1);
  });

  it("repeats itself once when a kept connection turns out to be closed", async () => {
    const service = await startService((request, response, count) => {
      if (count === 2) request.socket.destroy();
      else replyJson(response, count === 1 ? 201 : 200, recorded);
    });
    const client = clientOf(service.url);

    await client.putAssociation(entryId, body, never());
    const answer = await client.putAssociation(entryId, body, never());

    expect(answer).toMatchObject({ kind: "reading", reading: { kind: "settled" }, raw: { status: 200 } });
    expect(service.seen).toHaveLength(3);
  });

  it("stays unanswered when the repetition cannot connect: the first try may have been read", async () => {
    const server = http.createServer((request, response) => {
      request.resume();
      request.on("end", () => {
        if (request.method === "GET") replyJson(response, 200, description);
        else {
          server.close();
          request.socket.destroy();
        }
      });
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const client = clientOf(`http://127.0.0.1:${portOf(server)}`);

    await client.describe();
    const answer = await client.putAssociation(entryId, body, never());

    expect(answer).toEqual({ kind: "unanswered", failure: failure("service/away") });
  });

  it("is unanswered when it is given up after it was written", async () => {
    const giveUp = new AbortController();
    const service = await startService(() => giveUp.abort());

    expect(await clientOf(service.url).putAssociation(entryId, body, giveUp.signal)).toEqual({
      kind: "unanswered",
      failure: failure("entry/interrupted"),
    });
  });

  it("is not written when it was given up before", async () => {
    const giveUp = new AbortController();
    giveUp.abort();
    const service = await startService((_, response) => replyJson(response, 201, recorded));

    expect(await clientOf(service.url).putAssociation(entryId, body, giveUp.signal)).toMatchObject({
      kind: "notWritten",
    });
    expect(service.seen).toEqual([]);
  });
});

describe("lookUp", () => {
  it("brings what was found, with the reply as it came", async () => {
    const service = await startService((_, response) => replyJson(response, 200, foundReply));

    expect(await clientOf(service.url).lookUp(lookUpRequest, never())).toEqual({
      answer: { kind: "reply", reply: foundReply },
      raw: { status: 200, body: foundReply },
    });
    expect(service.seen).toEqual([`POST /v1/card-lookups Bearer token ${JSON.stringify(lookUpRequest)}`]);
  });

  it("takes a photo of the contract's full size", async () => {
    const holder = {
      kind: "full",
      name: "测试甲",
      socialSecurityNumberMasked: "320100****1234",
      photo: `data:image/png;base64,${"A".repeat(399_000)}`,
    };
    const service = await startService((_, response) => replyJson(response, 200, { ...foundReply, holder }));

    expect(await clientOf(service.url).lookUp(lookUpRequest, never())).toMatchObject({ answer: { kind: "reply" } });
  });

  it("tells the link how each request fared", async () => {
    const service = await startService((_, response, count) =>
      count === 1 ? replyJson(response, 200, foundReply) : response.end("<html>"),
    );
    const client = clientOf(service.url);
    const reports: ExchangeReport[] = [];
    client.onExchange((report) => reports.push(report));

    await client.lookUp(lookUpRequest, never());
    await client.putAssociation(entryId, body, never());

    expect(reports).toEqual([{ kind: "answered" }, { kind: "failed", failure: failure("service/unreadable") }]);
  });

  it.each([
    ["refused/lost", 422, { refusal: { reason: "lost", since: null } }, "settled"],
    ["look-up/limited", 429, { retryAfterMs: 2000 }, "problem"],
    ["service/database-away", 503, {}, "away"],
  ])("reads %s", async (code, status, more, kind) => {
    const service = await startService((_, response) => replyJson(response, status, problemOf(code, status, more)));

    expect(await clientOf(service.url).lookUp(lookUpRequest, never())).toMatchObject({ answer: { kind } });
  });
});

describe("a look-up while there is no way to the service", () => {
  it.each([
    ["closed", "service/away", "away"],
    ["refused", "service/key-changed", "problem"],
  ] as const)(
    "asks nothing; %s, it may go on offline only when the service may be used",
    async (kind, code, answer) => {
      const service = await startService((_, response) => replyJson(response, 200, foundReply));
      const client = clientOf(service.url);
      client.setAccess({ kind, code });

      expect(await client.lookUp(lookUpRequest, never())).toEqual({
        answer: { kind: answer, failure: failure(code) },
        raw: null,
      });
      expect(service.seen).toEqual([]);
    },
  );
});

// Listens with the smallest backlog, says where, and never accepts.
const deafListener = `
const server = require("node:net").createServer();
server.listen({ port: 0, host: "127.0.0.1", backlog: 1 }, () => {
  require("node:fs").writeSync(1, String(server.address().port));
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
});`;
