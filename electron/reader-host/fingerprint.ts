import { createHmac } from "node:crypto";

/**
 * Tells two cards apart without naming either: HMAC-SHA256 in hex of the card's key under a key that main makes anew in each run.
 * The kind goes in as well, so that a card number and a bank number of equal digits differ.
 */
export function fingerprintOf(fingerprintKey: Uint8Array, keyKind: string, keyText: string): string {
  return createHmac("sha256", fingerprintKey).update(`${keyKind}\0${keyText}`).digest("hex");
}
