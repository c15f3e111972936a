import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { associationPath, demoCredentials, paths, ServiceDescription } from "../shared/contracts/http.ts";
import type { ServiceDependencies } from "./app.ts";
import { hashToken } from "./platform/access.ts";
import { aCard, addCard } from "./testing/test-cards.ts";
import { type TestServer, testServers } from "./testing/test-server.ts";
import { createTestService, freshId, type TestService, terminals } from "./testing/test-service.ts";
import { aLookUp, anAssociation, lookUp, put, send } from "./testing/test-terminal.ts";

describe.each(testServers)("the service on $name", ({ open }) => {
  let server: TestServer;
  let test: TestService;

  beforeAll(async () => {
    server = await open();
    test = await createTestService(server);
  });
  beforeEach(() => test.reset());
  afterAll(async () => {
    await test.close();
    await server.close();
  });

  const get = (url: string, token: string | null = null) => send(test.service, { method: "GET", url, token });

  it("describes itself without a token, with the key to seal to", async () => {
    const reply = await get(paths.service);

    expect(ServiceDescription.parse(reply.json())).toEqual({
      service: "kalian-central",
      version: "0.0.0-test",
      environment: "demo",
      regionCode: "320100",
      sealingKey: test.vault.sealingKey,
      now: "2026-03-12T01:41:22.000Z",
    });
    expect(Buffer.from(test.vault.sealingKey.publicKey, "base64")).toHaveLength(65);
  });

  it("asks for a token where one is needed, and lets no cache keep a reply", async () => {
    const { headers } = await get(associationPath(freshId()));
    expect([headers["www-authenticate"], headers["cache-control"]]).toEqual(["Bearer", "no-store"]);
  });

  it("is up and ready without a token", async () => {
    expect((await get(paths.health)).json()).toEqual({ status: "up" });
    expect((await get(paths.ready)).json()).toEqual({ status: "ready" });
  });

  it("publishes its contract as OpenAPI 3, with every path, named schemas and all problem codes", async () => {
    const document = (await get(paths.openApi)).json();

    expect(document.openapi).toMatch(/^3\./);
    expect(Object.keys(document.paths).toSorted()).toEqual([
      "/healthz",
      "/readyz",
      "/v1/associations",
      "/v1/associations/{entryId}",
      "/v1/associations/{entryId}/cancellation",
      "/v1/card-lookups",
      "/v1/service",
    ]);
    expect(Object.keys(document.paths["/v1/associations/{entryId}"].put.responses)).toEqual([
      "200",
      "201",
      "202",
      "4XX",
      "5XX",
    ]);
    expect(document.paths["/v1/card-lookups"].post.security).toEqual([{ terminal: [] }]);
    expect(document.paths["/v1/service"].get.security).toBeUndefined();
    expect(document.components.schemas.Problem.properties.code.enum).toContain("refused/lost");
    expect(JSON.stringify(document)).toContain("#/components/schemas/AssociationRequestInput");
  });

  it("answers an address that is none with a problem, and one with a broken escape too", async () => {
    const missing = await get("/v2/anything");
    const broken = await get("/v1/associations/%zz");

    expect([missing.statusCode, missing.json().code]).toEqual([404, "request/not-found"]);
    expect([broken.statusCode, broken.json().code]).toEqual([400, "request/invalid"]);
  });

  it.each([
    ["no JSON", "{", "application/json"],
    ["nothing", "", "application/json"],
    ["a form", "a=1", "application/x-www-form-urlencoded"],
  ])("refuses a body that is %s", async (_what, body, type) => {
    const url = associationPath(freshId());
    const token = terminals.counter.token;
    const reply = await send(test.service, { method: "PUT", url, body, token, headers: { "content-type": type } });
    expect([reply.statusCode, reply.json().code]).toEqual([400, "request/invalid"]);
  });

  it("says where a request leaves the contract, never what it held", async () => {
    const body = { ...(await anAssociation(test, aCard())), cardNumber: "a12345674 " };
    const reply = await put(test.service, freshId(), body);

    expect(reply.json().detail).toBe("body at /cardNumber");
    expect(reply.body).not.toContain("12345674");
  });

  describe("a failure of our own", () => {
    const broken = {
      query: () => Promise.reject(new Error("select 'A12345674' failed for 测试员")),
      transaction: () => Promise.reject(new Error("never")),
      isAnswering: () => Promise.resolve(false),
      close: () => Promise.resolve(),
    } satisfies ServiceDependencies["database"];

    it("leaves without message or stack, and its reference finds it in the log", async () => {
      const service = await test.another({ database: broken });

      const reply = await send(service, { method: "GET", url: associationPath(freshId()) });

      const { instance, ...rest } = reply.json();
      expect(rest).toEqual({
        type: "urn:kalian:problem:service/internal",
        title: "The service failed; the reference finds the details in its log.",
        status: 500,
        code: "service/internal",
      });
      const reference = instance.replace("urn:uuid:", "");
      const line = test.captured.lines.find(
        (candidate) => candidate.includes(reference) && candidate.includes('"failed"'),
      );
      expect(line).toContain("app.test.ts");
      expect(line).not.toMatch(/A12345674|测试员/);
      await service.server.close();
    });

    it("is not ready when the database does not answer", async () => {
      const service = await test.another({ database: broken });
      const reply = await send(service, { method: "GET", url: paths.ready, token: null });
      expect([reply.statusCode, reply.json().code]).toEqual([503, "service/database-away"]);
      await service.server.close();
    });
  });

  describe("the development token", () => {
    const asDemo = async (
      environment: "demo" | "production",
      call: { from?: string; headers?: Record<string, string> },
    ) => {
      await test.query("update terminal set token_hash = decode($1, 'hex') where terminal_id = $2", [
        hashToken(demoCredentials.token),
        terminals.counter.terminalId,
      ]);
      const service = await test.another({ environment });
      const reply = await service.server.inject({
        method: "GET",
        url: associationPath(freshId()),
        headers: { authorization: `Bearer ${demoCredentials.token}`, ...call.headers },
        remoteAddress: call.from ?? "127.0.0.1",
      });
      await service.server.close();
      return reply.json().code;
    };

    it("counts in a demo on this machine", async () => {
      expect(await asDemo("demo", {})).toBe("entry/not-found");
    });

    it.each([
      ["in production", "production", {}],
      ["from another machine", "demo", { from: "192.0.2.7" }],
      ["through a proxy", "demo", { headers: { "x-forwarded-for": "192.0.2.7" } }],
    ] as const)("does not count %s", async (_where, environment, call) => {
      expect(await asDemo(environment, call)).toBe("auth/required");
    });
  });

  it("forgets a revoked terminal within seconds", async () => {
    const url = associationPath(freshId());
    expect((await get(url, terminals.kiosk.token)).json().code).toBe("entry/not-found");
    await test.query("update terminal set revoked_at = now() where terminal_id = $1", [terminals.kiosk.terminalId]);
    test.clock.advance(5_000);
    expect((await get(url, terminals.kiosk.token)).json().code).toBe("auth/required");
  });

  it("keeps every number and name out of the log and out of the tables", async () => {
    const card = aCard({ holderName: "测试金丝雀", bankNumber: "6222020009999999992", isStripeKnown: false });
    await addCard(test, card);
    await addCard(test, { ...card, cardNumber: "Z99999990", stateCode: "2", isStripeKnown: false });
    const body = await anAssociation(test, card);
    await lookUp(test.service, await aLookUp(test, card));
    await put(test.service, freshId(), body);
    await put(test.service, freshId(), { ...body, cardNumber: "Z99999990" });
    await put(test.service, freshId(), { ...body, cardNumber: "Z99999998" });
    await put(test.service, card.cardNumber, body);
    await send(test.service, { method: "GET", url: `/v1/${card.socialSecurityNumber}` });

    const canaries = [card.cardNumber, card.socialSecurityNumber, card.bankNumber, card.holderName, "Z9999999"];
    const dump = await test.query<{ row: string }>(
      ["holder", "card", "medium", "ledger", "look_up"]
        .map((table) => `select t::text as row from ${table} t`)
        .join(" union all "),
    );
    const kept = [...test.captured.lines, ...dump.map(({ row }) => row)].join("\n");
    expect(test.captured.lines.length).toBeGreaterThan(0);
    for (const canary of canaries) {
      expect(kept).not.toContain(canary);
      expect(kept).not.toContain(Buffer.from(canary, "utf8").toString("hex"));
    }
  });

  it("may add to the ledger with its own rights, and neither change nor remove a row", async () => {
    const card = aCard();
    await addCard(test, card);
    await put(test.service, freshId(), await anAssociation(test, card));

    for (const text of [
      "delete from ledger",
      "update ledger set operator_id = 'x'",
      "truncate ledger",
      "delete from look_up",
    ])
      await expect(test.database.query({ name: text, text, values: [] })).rejects.toMatchObject({ code: "42501" });
    await expect(
      test.database.query({ name: "release", text: "update ledger set released_at = null", values: [] }),
    ).resolves.toMatchObject({ ok: true });
  });
});
