// HPKE, RFC 9180: DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-256-GCM, base mode, one message per encapsulation.

import { createHash } from "node:crypto";
import { setImmediate as nextTurn } from "node:timers/promises";
import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256, type SenderContext } from "@hpke/core";
import { err, ok, type Result } from "../../shared/basics/result.ts";
import type { SealedText } from "../../shared/contracts/evidence.ts";
import type { SealingKey } from "../../shared/contracts/reader-host.ts";

/** Binds a sealed text to its use; the service opens it with the same words. */
const info = new TextEncoder().encode("kalian stripe key v1");

/** Seals text that only the holder of the private half can open. Each call gives another result for the same text. */
export type Seal = (text: string) => Promise<SealedText>;

/** Why a sealing key was not taken: not a point of the curve, or its id is another key's. */
export type SealingKeyFault = { readonly kind: "not-a-key" } | { readonly kind: "wrong-id" };

/** Makes the sealer of one public key (raw uncompressed P-256 point, base64). */
export async function createSeal(key: SealingKey): Promise<Result<Seal, SealingKeyFault>> {
  const raw = Uint8Array.from(Buffer.from(key.publicKey, "base64"));
  if (createHash("sha256").update(raw).digest("hex").slice(0, 16) !== key.keyId) return err({ kind: "wrong-id" });
  const suite = new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });
  try {
    const recipientPublicKey = await suite.kem.importKey("raw", raw.buffer, true);
    const encapsulate = () => suite.createSenderContext({ recipientPublicKey, info });
    // Nine tenths of sealing do not depend on the text: they are done for the next card while nobody waits for them. One text each: the
    // service opens the first of a context only.
    let prepared = Promise.resolve(await encapsulate());
    return ok((text) => {
      const sealed = prepared.then((context) => sealWith(context, key.keyId, text));
      prepared = sealed
        .catch(() => undefined)
        .then(() => nextTurn())
        .then(encapsulate);
      return sealed;
    });
  } catch {
    // The library says no more than "invalid key"; which bytes are wrong matters to nobody here.
    return err({ kind: "not-a-key" });
  }
}

async function sealWith(context: SenderContext, keyId: string, text: string): Promise<SealedText> {
  const ciphertext = await context.seal(new TextEncoder().encode(text));
  const sealed = Buffer.concat([Buffer.from(context.enc), Buffer.from(ciphertext)]).toString("base64");
  return { keyId, sealed };
}
