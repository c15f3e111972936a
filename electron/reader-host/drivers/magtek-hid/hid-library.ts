import { err, ok, type Result } from "../../../../shared/basics/result.ts";
import { codeOf } from "../open-failure.ts";

/** The library's version as package.json pins it, for support. */
export const hidLibrary = "node-hid 3.4.0";

export type HidModule = typeof import("node-hid");
export type HidDevice = import("node-hid").HIDAsync;
/** One line of the library's own list. */
export type ListedHid = import("node-hid").Device;

/**
 * Loads the library when a HID reader is first looked for: a machine where its native part does not load still reads serial cards. On
 * Linux this is the hidraw variant, the library's default. The error is the loader's code.
 */
export async function loadHidLibrary(): Promise<Result<HidModule, string>> {
  try {
    const library = await import("node-hid");
    // The native part is loaded by the first call, not by the import.
    library.getHidapiVersion();
    return ok(library);
  } catch (cause) {
    return err(codeOf(cause));
  }
}
