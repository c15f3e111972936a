import { afterAll, beforeAll, expect, test } from "vitest";
import { magTekReport } from "../../../../lab/cards/magtek-report.ts";
import { otherStripe, sampleStripe } from "../../../../lab/cards/sample-stripes.ts";
import { type Lab, startLab } from "../../../../lab/lab-client.ts";
import packageJson from "../../../../package.json" with { type: "json" };
import { bundleDeviceChild } from "../../device-process.fixture.ts";
import { magtekProfile } from "../../profiles.fixture.ts";
import { type RemoteDriver, startRemoteDriver } from "../../remote-driver.fixture.ts";
import { describeDriver } from "../driver.contract.ts";
import { hidLibrary } from "./hid-library.ts";

let lab: Lab;
let remote: RemoteDriver;

beforeAll(async () => {
  const script = await bundleDeviceChild();
  lab = await startLab();
  remote = startRemoteDriver(script, "magtek-hid", lab.env);
});

afterAll(async () => {
  await remote.stop();
  await lab.stop();
});

const sink = { bytes: () => undefined, lost: () => undefined };

describeDriver("magtek-hid", async () => {
  let reader = await lab.plugMagTek({ number: 0 });
  let isPlugged = true;
  return {
    driver: remote.driver,
    target: { node: reader.node, profile: magtekProfile },
    messages: [magTekReport(sampleStripe), magTekReport(otherStripe)] as const,
    send: (report) => reader.swipe(report),
    unplug: async () => {
      await reader.unplug();
      isPlugged = false;
    },
    replug: async () => {
      reader = await lab.plugMagTek({ number: 0 });
      isPlugged = true;
    },
    dispose: async () => {
      if (isPlugged) await reader.unplug();
    },
  };
});

test("a node that this account may not open is named so", async () => {
  const reader = await lab.plugMagTek({ number: 1 });
  await reader.denyOpening(true);
  const denied = await remote.driver.open({ node: reader.node, profile: magtekProfile }, sink);
  await reader.unplug();

  expect(denied).toEqual({ ok: false, error: { kind: "permission-denied" } });
});

test("no core spins after an unplug in the middle of a read", async () => {
  const reader = await lab.plugMagTek({ number: 1 });
  const lost = new Promise<void>((resolve) => {
    void remote.driver.open({ node: reader.node, profile: magtekProfile }, { ...sink, lost: () => resolve() });
  });
  await reader.opened();
  await reader.yank(magTekReport(sampleStripe).subarray(0, 200));
  await lost;

  expect(await remote.cpuMs(300)).toBeLessThan(50);
});

test("the library's version is the one that package.json pins", () => {
  expect(hidLibrary).toBe(`node-hid ${packageJson.dependencies["node-hid"]}`);
});
