import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { DeviceDriver, DeviceHandle, DeviceLoss, DeviceTarget } from "./device-driver.ts";

/** The device's side of a driver under test. */
export interface DeviceUnderTest {
  readonly driver: DeviceDriver;
  readonly target: DeviceTarget;
  /** One whole message of the device, and another one. */
  readonly messages: readonly [Uint8Array, Uint8Array];
  send(bytes: Uint8Array): Promise<void>;
  unplug(): Promise<void>;
  /** Plugs it in again at the same node. */
  replug(): Promise<void>;
  dispose(): Promise<void>;
}

/** What one opened device told, and how to wait for it. */
class RecordingSink {
  readonly losses: DeviceLoss[] = [];
  #received: readonly number[] = [];
  #wake = (): void => undefined;

  bytes(chunk: Uint8Array): void {
    this.#received = [...this.#received, ...chunk];
    this.#wake();
  }

  lost(loss: DeviceLoss): void {
    this.losses.push(loss);
    this.#wake();
  }

  get received(): Uint8Array {
    return Uint8Array.from(this.#received);
  }

  async until(isReached: () => boolean): Promise<void> {
    while (!isReached()) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}

/** What every driver promises, whatever it drives. `connect` makes a device that is plugged in and not open. */
export function describeDriver(name: string, connect: () => Promise<DeviceUnderTest>): void {
  describe(`${name} driver`, () => {
    let device: DeviceUnderTest;
    let handles: DeviceHandle[] = [];

    beforeEach(async () => {
      device = await connect();
    });
    afterEach(async () => {
      for (const handle of handles) await handle.close();
      handles = [];
      await device.dispose();
    });

    async function open(sink: RecordingSink): Promise<DeviceHandle> {
      const opened = await device.driver.open(device.target, sink);
      if (!opened.ok) throw new Error(`not opened: ${opened.error.kind}`);
      handles.push(opened.value);
      return opened.value;
    }

    async function readOne(sink: RecordingSink, message: Uint8Array): Promise<Uint8Array> {
      const before = sink.received.length;
      await device.send(message);
      await sink.until(() => sink.received.length >= before + message.length);
      return sink.received.subarray(before);
    }

    test("passes on what the device sends, whole and in order", async () => {
      const [one, two] = device.messages;
      const sink = new RecordingSink();
      await open(sink);
      await device.send(one);
      await device.send(two);
      await sink.until(() => sink.received.length >= one.length + two.length);

      expect(sink.received).toEqual(Uint8Array.from([...one, ...two]));
    });

    test("tells an unplug once, and the node is absent until the replug", async () => {
      const [one] = device.messages;
      const sink = new RecordingSink();
      await open(sink);
      await device.unplug();
      await sink.until(() => sink.losses.length > 0);
      const whileAway = await device.driver.open(device.target, new RecordingSink());
      await device.replug();
      const again = new RecordingSink();
      await open(again);

      expect(whileAway).toEqual({ ok: false, error: { kind: "absent" } });
      expect(await readOne(again, one)).toEqual(one);
      expect(sink.losses.map(({ kind }) => kind)).toEqual(["hung-up"]);
    });

    test("is silent after close, also when the device goes, and gives the node back", async () => {
      const [one, two] = device.messages;
      const first = new RecordingSink();
      const handle = await open(first);
      await readOne(first, one);
      await Promise.all([handle.close(), handle.close()]);
      await handle.close();
      const second = new RecordingSink();
      await open(second);
      await readOne(second, two);
      await device.unplug();
      await second.until(() => second.losses.length > 0);

      expect([first.received, first.losses]).toEqual([one, []]);
    });

    test("closing a device that is gone already resolves", async () => {
      const sink = new RecordingSink();
      const handle = await open(sink);
      await device.unplug();
      await sink.until(() => sink.losses.length > 0);

      await expect(handle.close()).resolves.toBeUndefined();
    });
  });
}
