import { expect, it } from "vitest";
import type { Failure } from "../../../shared/association/outcome.ts";
import { FakeClock, settle } from "../../../shared/basics/fake-clock.ts";
import { err, ok, type Result } from "../../../shared/basics/result.ts";
import type { ServiceDescription } from "../../../shared/contracts/http.ts";
import { demoCredentials } from "../../../shared/contracts/http.ts";
import { LinkMonitor, type LinkMonitorOptions } from "./link-monitor.ts";
import type { PinCheck, SealingKeyPins } from "./sealing-key-pins.ts";
import type { ExchangeReport, ServiceAccess } from "./service-client.ts";

const url = "http://127.0.0.1:8800";
const key = { keyId: "0123456789abcdef", publicKey: "BA==" };
const away: Failure = { code: "service/away", reference: null, retryAfterMs: null };
const granted: ServiceAccess = { kind: "granted", token: demoCredentials.token };

function aDescription(more: Partial<ServiceDescription> = {}): ServiceDescription {
  return {
    service: "kalian-central",
    version: "0.1.0",
    environment: "demo",
    regionCode: "320100",
    sealingKey: key,
    now: "2026-03-12T02:00:00.000Z",
    ...more,
  };
}

class FakeService implements Pick<LinkMonitorOptions["service"], "describe" | "setAccess" | "onExchange"> {
  answer: Result<ServiceDescription, Failure> = ok(aDescription());
  asked = 0;
  access: ServiceAccess | undefined;
  report: (report: ExchangeReport) => void = () => undefined;

  describe(): Promise<Result<ServiceDescription, Failure>> {
    this.asked += 1;
    return Promise.resolve(this.answer);
  }

  setAccess(access: ServiceAccess): void {
    this.access = access;
  }

  onExchange(listener: (report: ExchangeReport) => void): () => void {
    this.report = listener;
    return () => {
      this.report = () => undefined;
    };
  }
}

class FakePins implements SealingKeyPins {
  pinned: typeof key | undefined;
  verdict: PinCheck = "same";

  find(): ReturnType<SealingKeyPins["find"]> {
    return Promise.resolve(ok(this.pinned));
  }

  check(): Promise<PinCheck> {
    return Promise.resolve(this.verdict);
  }
}

function aMonitor(baseUrl = url): {
  readonly monitor: LinkMonitor;
  readonly service: FakeService;
  readonly pins: FakePins;
  readonly clock: FakeClock;
  readonly statuses: string[];
} {
  const service = new FakeService();
  const pins = new FakePins();
  const clock = new FakeClock(1_000_000);
  const monitor = new LinkMonitor({ baseUrl, service, pins, clock, timers: clock, random: () => 0.5 });
  const statuses: string[] = [];
  monitor.onChange((status) => statuses.push(status.kind));
  return { monitor, service, pins, clock, statuses };
}

it("is connected, with the way open and the key known, once a demo service described itself", async () => {
  const { monitor, service } = aMonitor();

  await monitor.start();
  await settle();

  expect(monitor.status).toEqual({ kind: "connected" });
  expect(service.access).toEqual(granted);
  expect(monitor.sealingKey).toEqual(key);
});

it.each([
  ["a production service", url, { environment: "production" as const }],
  ["a service that is not on this machine", "https://central.example", {}],
])("never gives the demo token to %s", async (_, baseUrl, more) => {
  const { monitor, service } = aMonitor(baseUrl);
  service.answer = ok(aDescription(more));

  await monitor.start();
  await settle();

  expect(monitor.status).toEqual({ kind: "refused", code: "service/not-demo" });
  expect(service.access).toEqual({ kind: "refused", code: "service/not-demo" });
  expect(monitor.sealingKey).toBeNull();
});

it("never asks a machine other than this one, not even what it is", async () => {
  const { monitor, service } = aMonitor("https://central.example");
  await monitor.start();
  await monitor.probeNow();

  expect([service.asked, monitor.status]).toEqual([0, { kind: "refused", code: "service/not-demo" }]);
});

it.each([
  ["changed", { kind: "refused", code: "service/key-changed" }],
  ["pins-unreadable", { kind: "refused", code: "service/pins-unreadable" }],
  ["not-a-key", { kind: "away", sinceMs: 1_000_000, code: "service/unreadable" }],
] as const)("does not work with a service whose key is %s", async (verdict, status) => {
  const { monitor, service, pins } = aMonitor();
  pins.verdict = verdict;

  await monitor.start();
  await settle();

  expect(monitor.status).toEqual(status);
  expect(service.access?.kind).toBe(status.kind === "refused" ? "refused" : "closed");
});

it("has the pinned key at once when the service is away at start", async () => {
  const { monitor, service, pins } = aMonitor();
  service.answer = err(away);
  pins.pinned = key;

  await monitor.start();

  expect(monitor.sealingKey).toEqual(key);
});

it("asks a missing service after 0.5 s, then at doubled intervals up to 5 s, and says since when it is away", async () => {
  const { monitor, service, clock } = aMonitor();
  service.answer = err(away);
  await monitor.start();

  const delays: (number | undefined)[] = [];
  for (let count = 0; count < 6; count += 1) {
    await settle();
    const delay = clock.pendingDelaysMs[0];
    delays.push(delay);
    await clock.advance(delay ?? 0);
  }

  expect(delays).toEqual([500, 1000, 2000, 4000, 5000, 5000]);
  expect(monitor.status).toEqual({ kind: "away", sinceMs: 1_000_000, code: "service/away" });
});

it("asks a connected service every 15 s and tells only changes", async () => {
  const { monitor, service, clock, statuses } = aMonitor();
  await monitor.start();

  await clock.advance(45_000);

  expect(service.asked).toBe(4);
  // The key first, then the status.
  expect(statuses).toEqual(["connecting", "connected"]);
});

it("asks at once when a request failed, and closes the way when nobody answers", async () => {
  const { monitor, service, statuses } = aMonitor();
  await monitor.start();
  await settle();
  service.answer = err(away);

  service.report({ kind: "failed", failure: away });
  await settle();

  expect(service.asked).toBe(2);
  expect(service.access).toEqual({ kind: "closed", code: "service/away" });
  expect(statuses.at(-1)).toBe("away");
});

it("closes the way with the very failure of the service", async () => {
  const { monitor, service } = aMonitor();
  service.answer = err({ ...away, code: "service/unreadable" });

  await monitor.start();
  await settle();

  expect(service.access).toEqual({ kind: "closed", code: "service/unreadable" });
});

it("puts off the next question when a request was answered", async () => {
  const { monitor, service, clock } = aMonitor();
  await monitor.start();
  await clock.advance(10_000);

  service.report({ kind: "answered" });
  await clock.advance(10_000);

  expect(service.asked).toBe(1);
});

it("joins a question under way instead of asking twice", async () => {
  const { monitor, service } = aMonitor();
  await monitor.start();

  await Promise.all([monitor.probeNow(), monitor.probeNow()]);

  expect(service.asked).toBe(1);
});

it("is back at once when asked after the service returned", async () => {
  const { monitor, service } = aMonitor();
  service.answer = err(away);
  await monitor.start();
  await settle();
  service.answer = ok(aDescription());

  expect(await monitor.probeNow()).toEqual({ kind: "connected" });
  expect(service.access).toEqual(granted);
});

it("asks no more after it was stopped", async () => {
  const { monitor, service, clock } = aMonitor();
  await monitor.start();
  await settle();

  monitor.stop();
  await clock.advance(60_000);
  await monitor.probeNow();

  expect(service.asked).toBe(1);
  expect(service.access).toEqual({ kind: "closed", code: "entry/interrupted" });
});
