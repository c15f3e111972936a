import { err, ok } from "../../shared/basics/result.ts";
import type { DriverEvent, DriverRequest } from "./device-child.fixture.ts";
import { type DeviceProcess, startDeviceProcess } from "./device-process.fixture.ts";
import type { DeviceDriver, DeviceSink } from "./drivers/device-driver.ts";

/** A driver in a process of its own, below the lab's preload. */
export interface RemoteDriver {
  readonly driver: DeviceDriver;
  /** Becomes the account nobody where it is root. */
  dropRights(): Promise<void>;
  /** CPU time in milliseconds that the driver's process spends within the next so many. */
  cpuMs(overMs: number): Promise<number>;
  stop(): Promise<void>;
}

function isDriverEvent(raw: unknown): raw is DriverEvent {
  return typeof raw === "object" && raw !== null && "kind" in raw && "id" in raw;
}

function parseDriverEvent(raw: unknown): DriverEvent {
  if (!isDriverEvent(raw)) throw new Error("the driver process said something unknown");
  return raw;
}

/** Starts the drivers' process from its bundle. */
export function startRemoteDriver(
  script: string,
  family: DeviceDriver["family"],
  env: Readonly<Record<string, string>>,
): RemoteDriver {
  const child: DeviceProcess<DriverEvent> = startDeviceProcess(script, "drivers", parseDriverEvent, env);
  const sinks = new Map<number, DeviceSink>();
  const answers = new Map<string, (event: DriverEvent) => void>();
  let lastId = 0;
  child.child.on("message", (raw) => {
    const event = parseDriverEvent(raw);
    if (event.kind === "bytes") sinks.get(event.id)?.bytes(Uint8Array.from(Buffer.from(event.hex, "hex")));
    else if (event.kind === "lost") sinks.get(event.id)?.lost(event.loss);
    else answers.get(`${event.kind} ${event.id}`)?.(event);
  });

  function ask<Kind extends DriverEvent["kind"]>(request: DriverRequest, kind: Kind) {
    return new Promise<Extract<DriverEvent, { kind: Kind }>>((resolve) => {
      answers.set(`${kind} ${request.id}`, (event) => {
        if (isKind(event, kind)) resolve(event);
      });
      child.send(request);
    });
  }

  const driver: DeviceDriver = {
    family,
    transport: family === "magtek-hid" ? "hid" : "serial",
    library: "remote",
    async open({ node, profile }, sink) {
      lastId += 1;
      const id = lastId;
      sinks.set(id, sink);
      const { failure } = await ask({ kind: "open", id, node, profile }, "opened");
      if (failure !== null) return err(failure);
      const close = async (): Promise<void> => {
        await ask({ kind: "close", id }, "closed");
      };
      let closing: Promise<void> | undefined;
      return ok({
        close: () => {
          closing ??= close();
          return closing;
        },
      });
    },
  };
  return {
    driver,
    dropRights: async () => {
      lastId += 1;
      await ask({ kind: "dropRights", id: lastId }, "rightsDropped");
    },
    cpuMs: async (overMs) => {
      lastId += 1;
      return (await ask({ kind: "cpu", id: lastId, overMs }, "cpu")).usedMs;
    },
    stop: () => child.stop(),
  };
}

function isKind<Kind extends DriverEvent["kind"]>(
  event: DriverEvent,
  kind: Kind,
): event is Extract<DriverEvent, { kind: Kind }> {
  return event.kind === kind;
}
