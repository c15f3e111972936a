import type { ReaderFault } from "../../../shared/readers/reader-status.ts";
import { transportOf } from "../discovery/recognise.ts";
import type { OpenFailure } from "../drivers/device-driver.ts";
import type { FindPortHolders } from "./port-holders.ts";
import type { ReaderIdentity } from "./reader-identity.ts";
import { udevRuleFor } from "./udev-rule.ts";

/** A failed open as a screen needs it: with the rule that mends missing rights, or the names of those who hold the port. */
export async function faultOfOpenFailure(
  failure: Exclude<OpenFailure, { kind: "absent" }>,
  node: string,
  { profile, usb }: ReaderIdentity,
  findHolders: FindPortHolders,
): Promise<ReaderFault> {
  switch (failure.kind) {
    case "permission-denied":
      return { kind: "permission-denied", node, udevRule: udevRuleFor({ transport: transportOf(profile), node, usb }) };
    case "held":
      return { kind: "port-held", node, holders: await findHolders(node) };
    case "failed":
      return { kind: "open-failed", node, code: failure.code };
  }
}
