import { err, ok, type Result } from "../../../../shared/basics/result.ts";
import type { Timers } from "../../../../shared/basics/timers.ts";
import type {
  DeviceDriver,
  DeviceHandle,
  DeviceLoss,
  DeviceSink,
  DeviceTarget,
  OpenFailure,
} from "../device-driver.ts";
import { openFailureOf, probeNode } from "../open-failure.ts";
import { hasModemLines, type LineWatch, watchLine } from "./line-watch.ts";
import { loadSerialLibrary, type SerialPort, serialLibrary } from "./serial-library.ts";

/** Drives a reader on a serial line. `timers` pace the line watch only; bytes come on events. */
export function createSerialAsciiDriver(timers: Timers): DeviceDriver {
  return {
    family: "serial-ascii",
    transport: "serial",
    library: serialLibrary,
    open: (target, sink) => openSerial(timers, target, sink),
  };
}

async function openSerial(
  timers: Timers,
  target: DeviceTarget,
  sink: DeviceSink,
): Promise<Result<DeviceHandle, OpenFailure>> {
  const { node, profile } = target;
  if (profile.family !== "serial-ascii") throw new Error(`serial driver asked to open a ${profile.family} reader`);
  const library = await loadSerialLibrary();
  if (!library.ok) return err({ kind: "failed", code: library.error });
  const { assertDtrRts, ...line } = profile.line;
  const port = library.value.create({ path: node, ...line });
  const failed = await openPort(port);
  if (failed !== undefined) return err(openFailureOf(await probeNode(node), failed.message, process.platform));
  const handle = new SerialHandle(port, sink);
  if (assertDtrRts) await setLines(port);
  const isWatched = await hasModemLines(port);
  await flush(port);
  return handle.listen(isWatched ? timers : null) ? ok(handle) : err({ kind: "absent" });
}

class SerialHandle implements DeviceHandle {
  readonly #port: SerialPort;
  readonly #sink: DeviceSink;
  #isListening = false;
  #closing: Promise<void> | undefined;
  #watch: LineWatch | undefined;

  /** Listens for the end from the start: the cable may be pulled while the lines are still being set. */
  constructor(port: SerialPort, sink: DeviceSink) {
    this.#port = port;
    this.#sink = sink;
    port.on("close", () => this.#lose({ kind: "hung-up", code: "CLOSED" }));
    port.on("error", () => this.#lose({ kind: "hung-up", code: "ERROR" }));
  }

  /** Starts passing bytes on, and watching the line where timers are given; false when the device has gone meanwhile. */
  listen(timers: Timers | null): boolean {
    if (this.#closing !== undefined) return false;
    this.#isListening = true;
    if (timers !== null) this.#watch = watchLine(this.#port, timers, (loss) => this.#lose(loss));
    this.#port.on("data", (chunk: Buffer) => {
      if (this.#closing === undefined) this.#sink.bytes(chunk);
    });
    return true;
  }

  close(): Promise<void> {
    this.#closing ??= this.#closeOnce();
    return this.#closing;
  }

  async #closeOnce(): Promise<void> {
    // A question that is still under way on another thread would meet a closed descriptor, or the next file to get its number.
    await this.#watch?.stop();
    await closePort(this.#port);
  }

  #lose(loss: DeviceLoss): void {
    if (this.#closing !== undefined) return;
    void this.close();
    if (this.#isListening) this.#sink.lost(loss);
  }
}

function openPort(port: SerialPort): Promise<Error | undefined> {
  return new Promise((resolve) => port.open((cause) => resolve(cause ?? undefined)));
}

/** Resolves when the descriptor is given back, whoever began the closing. */
function closePort(port: SerialPort): Promise<void> {
  return new Promise((resolve) => {
    if (port.isOpen) port.close(() => resolve());
    else if (port.closing) port.once("close", resolve).once("error", () => resolve());
    else resolve();
  });
}

/** A port-powered reader lives on these lines. A PTY has none and says so; nothing is lost by going on. */
function setLines(port: SerialPort): Promise<void> {
  return new Promise((resolve) => port.set({ dtr: true, rts: true }, () => resolve()));
}

/** Drops what the device sent before we listened: bytes of an old card must not join the next one. */
function flush(port: SerialPort): Promise<void> {
  return new Promise((resolve) => port.flush(() => resolve()));
}
