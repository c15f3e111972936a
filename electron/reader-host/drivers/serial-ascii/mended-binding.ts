import { read } from "node:fs";
import { promisify } from "node:util";
import type { LinuxBindingInterface, LinuxOpenOptions, LinuxPortBinding } from "@serialport/bindings-cpp";
import { codeOf } from "../open-failure.ts";

const readAsync = promisify(read);

/**
 * The library's Linux binding with two faults of its ports mended.
 *
 * An unplug is noticed: after a hang-up read(2) returns 0 at once and for ever, and the library answers that by reading again at once, so
 * the port never closes and one core burns at 100 % (serialport/bindings-cpp issue 162). The port is opened with VMIN = 1 and
 * O_NONBLOCK, where "nothing yet" is EAGAIN: 0 bytes is only ever a line that hung up, and is an error here, which the stream above
 * turns into its `close` event.
 *
 * A descriptor is closed only when no read is under way on it: the read of another thread would meet the next file to get its number.
 */
export function mendLinuxBinding(binding: LinuxBindingInterface): LinuxBindingInterface {
  return {
    list: () => binding.list(),
    open: async (options: LinuxOpenOptions) => mendPort(await binding.open(options)),
  };
}

function mendPort(port: LinuxPortBinding): LinuxPortBinding {
  const closeDescriptor = port.close.bind(port);
  let isClosing = false;
  let reading: Promise<unknown> = Promise.resolve();

  port.read = async (buffer, offset, length) => {
    for (;;) {
      // `canceled` tells the stream that we close the port ourselves: no disconnect.
      if (isClosing || port.fd === null) throw Object.assign(new Error("port is not open"), { canceled: true });
      const once = readOnce(port.fd, buffer, offset, length);
      reading = once;
      const bytesRead = await once;
      if (bytesRead === 0) throw Object.assign(new Error("serial line hung up"), { code: "EOF" });
      if (bytesRead !== undefined) return { buffer, bytesRead };
      if (!isClosing) await nextReadable(port);
    }
  };
  port.close = async () => {
    isClosing = true;
    // How it ends is told to whoever asked for it.
    await reading.catch(() => undefined);
    await closeDescriptor();
  };
  return port;
}

/** Reads what is there; undefined when there is nothing yet. Never blocks. */
async function readOnce(fd: number, buffer: Buffer, offset: number, length: number): Promise<number | undefined> {
  try {
    return (await readAsync(fd, buffer, offset, length, null)).bytesRead;
  } catch (cause) {
    const code = codeOf(cause);
    if (code === "EAGAIN" || code === "EWOULDBLOCK" || code === "EINTR") return undefined;
    throw cause;
  }
}

function nextReadable(port: LinuxPortBinding): Promise<void> {
  return new Promise((resolve, reject) => {
    port.poller.once("readable", (cause) => (cause === null || cause === undefined ? resolve() : reject(cause)));
  });
}
