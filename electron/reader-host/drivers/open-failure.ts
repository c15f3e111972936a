import { constants } from "node:fs";
import { open } from "node:fs/promises";
import type { OpenFailure } from "./device-driver.ts";

/**
 * Opens a node for a moment to learn as a code why it cannot be opened; undefined when it can. Called only after the library failed: opening a serial line raises DTR,
 * which makes some readers send their sign-on text. O_NOCTTY and O_NONBLOCK so that a tty neither becomes our terminal nor blocks.
 */
export async function probeNode(node: string): Promise<string | undefined> {
  try {
    const handle = await open(node, constants.O_RDWR | constants.O_NOCTTY | constants.O_NONBLOCK);
    await handle.close();
    return undefined;
  } catch (cause) {
    return codeOf(cause);
  }
}

/** The short code an error carries (`EACCES`, `ERR_DLOPEN_FAILED`), or `UNKNOWN`. Messages may hold paths and are translated. */
export function codeOf(cause: unknown): string {
  if (typeof cause === "object" && cause !== null && "code" in cause && typeof cause.code === "string")
    return cause.code;
  return "UNKNOWN";
}

/**
 * Names the reason of a failed open. The libraries give sentences in the system's language, so the code comes from `probe`; the message
 * is asked only where the library alone knows: its own lock, and Windows, where "access denied" on a port means that it is held.
 */
export function openFailureOf(probeCode: string | undefined, message: string, platform: NodeJS.Platform): OpenFailure {
  if (/cannot lock port/i.test(message)) return { kind: "held" };
  if (platform === "win32" && /access (is )?denied/i.test(message)) return { kind: "held" };
  switch (probeCode) {
    case undefined:
      return { kind: "failed", code: "UNKNOWN" };
    case "ENOENT":
    case "ENXIO":
    case "ENODEV":
      return { kind: "absent" };
    case "EACCES":
    case "EPERM":
      return { kind: "permission-denied" };
    case "EBUSY":
      return { kind: "held" };
    default:
      return { kind: "failed", code: probeCode };
  }
}
