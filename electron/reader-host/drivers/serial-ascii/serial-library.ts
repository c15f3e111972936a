import { err, ok, type Result } from "../../../../shared/basics/result.ts";
import { codeOf } from "../open-failure.ts";
import { mendLinuxBinding } from "./mended-binding.ts";

/** The library's version as package.json pins it, for support. */
export const serialLibrary = "serialport 13.0.0";

type SerialPortModule = typeof import("serialport");
export type SerialPort = InstanceType<SerialPortModule["SerialPort"]>;
/** One line of the library's own list. */
export type ListedPort = Awaited<ReturnType<SerialPortModule["SerialPort"]["list"]>>[number];

/** Settings of one line, in the library's words. */
export interface SerialSettings {
  readonly path: string;
  readonly baudRate: number;
  readonly dataBits: 7 | 8;
  readonly parity: "none" | "even" | "odd";
  readonly stopBits: 1 | 2;
}

/** The serial library, loaded. */
export interface SerialLibrary {
  /** A closed port; `open` it. */
  create(settings: SerialSettings): SerialPort;
  list(): Promise<readonly ListedPort[]>;
}

/**
 * Loads the library when a serial reader is first looked for: a machine where its native part does not load still reads HID cards. The
 * error is the loader's code.
 */
export async function loadSerialLibrary(): Promise<Result<SerialLibrary, string>> {
  try {
    const { SerialPort } = await import("serialport");
    const { LinuxBinding } = await import("@serialport/bindings-cpp");
    const mended = process.platform === "linux" ? { binding: mendLinuxBinding(LinuxBinding) } : {};
    return ok({
      create(settings) {
        const options = { ...settings, autoOpen: false, lock: true, ...mended };
        return new SerialPort(options);
      },
      list: () => SerialPort.list(),
    });
  } catch (cause) {
    return err(codeOf(cause));
  }
}
