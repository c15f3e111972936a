import { createHash, generateKeyPairSync } from "node:crypto";
import type { SealingKey } from "../../shared/contracts/reader-host.ts";

/** The public half of a sealing pair whose private half nobody keeps. */
export function aSealingKey(): SealingKey {
  const { publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  // The uncompressed point is the end of the key's DER.
  const raw = publicKey.export({ format: "der", type: "spki" }).subarray(-65);
  return { keyId: createHash("sha256").update(raw).digest("hex").slice(0, 16), publicKey: raw.toString("base64") };
}
