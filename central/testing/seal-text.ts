import type { SealedText } from "../../shared/contracts/evidence.ts";
import { createSealingSuite } from "../platform/keys.ts";

const info = new TextEncoder().encode("kalian stripe key v1");

/** Seals a text to a service's public key as a reader host does. */
export async function sealText(
  key: { readonly keyId: string; readonly publicKey: string },
  text: string,
): Promise<SealedText> {
  const suite = createSealingSuite();
  const recipientPublicKey = await suite.kem.deserializePublicKey(
    Uint8Array.from(Buffer.from(key.publicKey, "base64")),
  );
  const sender = await suite.createSenderContext({ recipientPublicKey, info });
  const ciphertext = await sender.seal(new TextEncoder().encode(text));
  const sealed = Buffer.concat([Buffer.from(sender.enc), Buffer.from(ciphertext)]).toString("base64");
  return { keyId: key.keyId, sealed };
}
