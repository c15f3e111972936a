import { readFileSync } from "node:fs";
import { request } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { readAssociationReply } from "../shared/association/outcome.ts";
import { err } from "../shared/basics/result.ts";
import { type Problem, paths } from "../shared/contracts/http.ts";
import {
  conflictKinds,
  type ProblemCode,
  problemCodes,
  problemStatus,
  refusalReasons,
} from "../shared/contracts/problem-codes.ts";
import { createService, type Service, type ServiceDependencies } from "./app.ts";
import { defaultLookUpLimits } from "./card-lookups/look-up-limits.ts";
import { type Database, openDatabase } from "./platform/database.ts";
import { findUpwards } from "./platform/find-upwards.ts";
import { problemOf } from "./platform/problems.ts";
import { defaultRegion } from "./platform/region.ts";
import { systemClock } from "./platform/system-clock.ts";
import { createVault, type Vault } from "./platform/vault.ts";
import { createCardRegisters } from "./register/card-register.ts";
import { createHttpRegister } from "./register/http/http-register.ts";
import { ownRegister } from "./register/own/own-register.ts";
import { otherRegion } from "./seed/seed-data.ts";
import { seedDemo } from "./seed/seed-demo.ts";
import { silentLog } from "./testing/captured-log.ts";
import { createFakeClock } from "./testing/fake-clock.ts";
import { fillIn, findDifferences, type HttpExample, type Names, parseHttpExamples } from "./testing/http-examples.ts";
import { agreeable, openTestRegister, type TestRegister } from "./testing/test-register.ts";
import { createTestDatabase, type TestDatabase, type TestServer, testServers } from "./testing/test-server.ts";

const page = readFileSync(path.join(findUpwards("docs"), "http-contract.md"), "utf8");
const examples = parseHttpExamples(page);

/** The pair for tests, which the page prints. */
const Vector = z.object({
  privateKey: z.string(),
  publicKey: z.string(),
  keyId: z.string(),
  text: z.string(),
  sealed: z.string(),
});
const vector = Vector.parse(JSON.parse(/^```json\n(\{\n {2}"privateKey"[\s\S]*?)^```$/m.exec(page)?.[1] ?? "null"));

async function openVault(): Promise<Vault> {
  const bytes = (text: string) => Uint8Array.from(Buffer.from(text, "base64"));
  return await createVault({
    sealing: { publicKey: bytes(vector.publicKey), privateKey: bytes(vector.privateKey) },
    hashKey: new Uint8Array(32).fill(1),
    fieldKey: new Uint8Array(32).fill(2),
    fingerprint: "of-the-contract",
  });
}

const failing = (database: Database, query: Database["query"]): Database => ({
  ...database,
  query,
  isAnswering: () => Promise.resolve(false),
});

interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** Sends an example's request as it stands on the page. */
function send(port: number, { request: { method, target, headers, body } }: HttpExample, names: Names): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: "127.0.0.1", port, method, path: fillIn(target, names), headers }, (reply) => {
      const parts: Buffer[] = [];
      reply.on("data", (part: Buffer) => parts.push(part));
      reply.on("end", () => {
        const text = Buffer.concat(parts).toString("utf8");
        resolve({ status: reply.statusCode ?? 0, headers: reply.headers, body: text });
      });
    });
    sent.on("error", reject);
    sent.end(body === "…" ? "x".repeat(Number(headers["content-length"])) : (body ?? undefined));
  });
}

describe.each(testServers)("docs/http-contract.md against the service on $name", ({ open }) => {
  let server: TestServer;
  let made: TestDatabase;
  let database: Database;
  let register: TestRegister;
  const services = new Map<string, Service>();
  const names: Names = new Map();

  beforeAll(async () => {
    server = await open();
    made = await createTestDatabase(server);
    const vault = await openVault();
    const owner = openDatabase({ connection: made.owner, clock: systemClock, log: silentLog, maxConnections: 1 });
    expect(await seedDemo({ database: owner, vault, region: defaultRegion })).toMatchObject({ ok: true });
    await owner.close();
    database = openDatabase({ connection: made.service, clock: systemClock, log: silentLog });
    register = await openTestRegister();
    register.script({ onAssociation: () => "no answer", onState: () => "no answer" });
    const external = new Map([[otherRegion, createHttpRegister({ url: register.url, timeoutMs: 500 })]]);
    const usual: ServiceDependencies = {
      database,
      vault,
      registers: createCardRegisters(ownRegister, external),
      region: defaultRegion,
      clock: createFakeClock("2026-03-12T01:41:22.904Z"),
      log: silentLog,
      lookUpLimits: defaultLookUpLimits,
      environment: "demo",
      version: "1.2.3",
    };
    /** The situations that a fence may name. */
    const situations: Readonly<Record<string, Partial<ServiceDependencies>>> = {
      "": {},
      "register=answers": {},
      "database=away": { database: failing(database, () => Promise.resolve(err({ kind: "away" }))) },
      "database=busy": { database: failing(database, () => Promise.resolve(err({ kind: "busy" }))) },
      "service=broken": { database: failing(database, () => Promise.reject(new Error("planted"))) },
      "look-ups=used-up": { lookUpLimits: { allPerMinute: 0, withoutReadPerMinute: 0 } },
    };
    for (const [situation, change] of Object.entries(situations)) {
      const service = await createService({ ...usual, ...change });
      await service.server.listen({ host: "127.0.0.1", port: 0 });
      services.set(situation, service);
    }
  });
  afterAll(async () => {
    for (const { server: listening } of services.values()) await listening.close();
    await register.close();
    await database.close();
    await made.drop();
    await server.close();
  });

  const serviceIn = (situation: string): Service => {
    const service = services.get(situation);
    if (service === undefined) throw new Error(`no example can be played in "${situation}"`);
    return service;
  };
  const portOf = ({ server: { server: listening } }: Service): number => {
    const address: AddressInfo | string | null = listening.address();
    if (address === null || typeof address === "string") throw new Error("a service does not listen");
    return address.port;
  };

  it.each(
    examples.map(
      (example) => [`line ${example.line}: ${example.request.method} ${example.request.target}`, example] as const,
    ),
  )("%s", async (_name, example) => {
    const service = serviceIn(example.situation);
    if (example.situation === "register=answers") {
      register.script(agreeable);
      expect(await service.claims.settleOpen()).toMatchObject({ ok: true });
    }

    const reply = await send(portOf(service), example, names);

    const wanted = {
      status: example.reply.status,
      headers: { ...example.reply.headers, "…": "…" },
      body: JSON.parse(example.reply.body ?? "null"),
    };
    expect(findDifferences(wanted, { ...reply, body: JSON.parse(reply.body) }, names)).toEqual([]);
  });

  it("shows every route and every success that the OpenAPI document names, and that document", async () => {
    const Published = z.object({
      paths: z.record(z.string(), z.record(z.string(), z.object({ responses: z.record(z.string(), z.unknown()) }))),
    });
    const published = Published.parse((await serviceIn("").server.inject(paths.openApi)).json());
    const operations = Object.entries(published.paths).flatMap(([route, methods]) =>
      Object.entries(methods).map(([method, { responses }]) => ({ method: method.toUpperCase(), route, responses })),
    );
    const wanted = [{ method: "GET", route: paths.openApi, responses: { 200: true } }, ...operations];

    const missing = wanted.flatMap(({ method, route, responses }) => {
      const shown = examples.filter((example) => example.request.method === method && isOf(route, example));
      const statuses = Object.keys(responses).filter((status) => status.startsWith("2"));
      return [
        ...(page.includes(`\n### \`${method} ${route}\`\n`) ? [] : [`${method} ${route} has no section`]),
        ...statuses
          .filter((status) => !shown.some(({ reply }) => reply.status === Number(status)))
          .map((status) => `${method} ${route} is never shown with ${status}`),
      ];
    });
    expect(wanted.length).toBeGreaterThan(8);
    expect(missing).toEqual([]);
  });
});

/** Whether an example asks a route, such as `/v1/associations/{entryId}`. */
function isOf(route: string, { request: { target } }: HttpExample): boolean {
  const [asked = ""] = target.split("?");
  const parts = route.split("/");
  const askedParts = asked.split("/");
  return (
    parts.length === askedParts.length &&
    parts.every((part, index) => part.startsWith("{") || part === askedParts[index])
  );
}

describe("docs/http-contract.md", () => {
  const rows = [...page.matchAll(/^\| `([^`]+)` \| (\d{3}) \| (\w+) \| (.+) \|$/gm)].map(([, code, status, todo]) => ({
    code,
    status: Number(status),
    todo,
  }));

  it("lists every problem code with its status, and what our terminal does with it", () => {
    expect(rows).toEqual(problemCodes.map((code) => ({ code, status: problemStatus[code], todo: todoOf(code) })));
  });

  it("shows every code but some refusals in an example", () => {
    const shown = new Set(examples.map(({ reply }) => /"code": "([^"]+)"/.exec(reply.body ?? "")?.[1]));
    expect(problemCodes.filter((code) => !shown.has(code) && !code.startsWith("refused/"))).toEqual([]);
  });

  it("prints a text that the key beside it opens", async () => {
    const vault = await openVault();

    expect(vault.sealingKey).toEqual({ keyId: vector.keyId, publicKey: vector.publicKey });
    expect(await vault.openSealed({ keyId: vector.keyId, sealed: vector.sealed })).toEqual({
      ok: true,
      value: vector.text,
    });
  });
});

const entryId = "019cdfb5-1240-7000-8000-000000000001";
const todoOfReading = { settled: "settled", notProcessed: "wait", unclear: "repeat", unacceptable: "park" } as const;

/** What our terminal does with a code in reply to a PUT, in the page's word. */
function todoOf(code: ProblemCode): string {
  const body = problemOf(code, entryId, extraOf(code));
  return todoOfReading[readAssociationReply(entryId, { status: body.status, body }).kind];
}

function extraOf(code: ProblemCode): Pick<Problem, "refusal" | "conflict"> {
  const reason = refusalReasons.find((one) => code === `refused/${one}`);
  if (reason !== undefined) return { refusal: { reason, since: null } };
  const about = conflictKinds.find((one) => code === `conflict/${one}`);
  if (about === undefined) return {};
  const side = {
    cardNumberMasked: "",
    holderNameMasked: "",
    socialSecurityNumberMasked: "",
    recordedAt: null,
    place: null,
  };
  return { conflict: { about, ours: side, theirs: side } };
}
