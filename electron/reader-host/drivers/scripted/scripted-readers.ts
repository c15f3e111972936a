import { err, ok, type Result } from "../../../../shared/basics/result.ts";
import type { DeviceDriver, DeviceHandle, DeviceSink, DeviceTarget, OpenFailure } from "../device-driver.ts";

/** Paths that name a scripted reader begin with this. */
const prefix = "scripted:";

/**
 * Readers made of nothing, for development: bytes come by message and take the same way as a real reader's. Bundled into the
 * development host only.
 */
export class ScriptedReaders {
  readonly #away = new Set<string>();
  readonly #open = new Map<string, DeviceSink>();

  /** Whether a reader named by this path is scripted. Such a path is there unless it was unplugged. */
  owns(path: string): boolean {
    return path.startsWith(prefix);
  }

  /** Sends bytes as the device; false when nobody has it open, and then they are lost. */
  feed(path: string, bytes: Uint8Array): boolean {
    const sink = this.#open.get(path);
    if (sink === undefined) return false;
    sink.bytes(Uint8Array.from(bytes));
    return true;
  }

  /** Puts the cable in or pulls it. Repeating either changes nothing. */
  setPlugged(path: string, isPlugged: boolean): void {
    if (isPlugged) {
      this.#away.delete(path);
      return;
    }
    this.#away.add(path);
    const sink = this.#open.get(path);
    this.#open.delete(path);
    sink?.lost({ kind: "hung-up", code: "UNPLUGGED" });
  }

  /** The driver of one family's scripted readers: they frame and decode as that family does. */
  driverOf(family: DeviceDriver["family"]): DeviceDriver {
    return {
      family,
      transport: "scripted",
      library: "scripted",
      open: (target, sink) => Promise.resolve(this.#openScripted(target, sink)),
    };
  }

  #openScripted(target: DeviceTarget, sink: DeviceSink): Result<DeviceHandle, OpenFailure> {
    const { node } = target;
    if (this.#away.has(node)) return err({ kind: "absent" });
    if (this.#open.has(node)) return err({ kind: "held" });
    this.#open.set(node, sink);
    return ok({
      close: () => {
        if (this.#open.get(node) === sink) this.#open.delete(node);
        return Promise.resolve();
      },
    });
  }
}
