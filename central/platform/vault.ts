import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes, type webcrypto } from "node:crypto";
import type { CipherSuite } from "@hpke/core";
import { err, ok, type Result } from "../../shared/basics/result.ts";
import type { SealedText } from "../../shared/contracts/evidence.ts";
import { createSealingSuite, type ServiceKeys } from "./keys.ts";

/** What a hash is of. The purpose goes into it, so that equal texts of two kinds have different hashes. */
export type HashPurpose = "card-number" | "person-number" | "stripe-key" | "person-last-four" | "request";

/** What a sealed field holds; bound to it, with its record, so that a field moved elsewhere does not open. */
export type FieldPurpose = "card-number" | "person-number" | "holder-name" | "holder-photo";

/** The only place where the service's keys are used. */
export interface Vault {
  /** Keyed hash of 16 bytes: enough that none will ever meet another, half the index of the whole. */
  hash(purpose: HashPurpose, text: string): Buffer;
  /** Encrypts a field of one record. Each call gives another result for the same text. */
  sealField(purpose: FieldPurpose, recordId: string, text: string): Buffer;
  /** Opens what `sealField` made for the same purpose and record; throws otherwise, because the database was tampered with or mixed up. */
  openField(purpose: FieldPurpose, recordId: string, sealed: Buffer): string;
  /** Opens what a terminal sealed to our public key. An err when it was sealed to another key, or damaged. */
  openSealed(sealed: SealedText): Promise<Result<string, "unsealable">>;
  /** The public half for terminals: raw uncompressed P-256 point in base64, with its id. */
  readonly sealingKey: { readonly keyId: string; readonly publicKey: string };
}

const info = new TextEncoder().encode("kalian stripe key v1");
const pointBytes = 65;
const hashBytes = 16;
// One byte before each sealed field names the key it was sealed with, for the day there is a second one.
const fieldKeyNumber = 1;
const ivBytes = 12;
const tagBytes = 16;

/** Makes the vault of a set of keys. Rejects when the sealing pair is no pair of the curve. */
export async function createVault(keys: ServiceKeys): Promise<Vault> {
  const suite = createSealingSuite();
  const recipientKey = {
    publicKey: await suite.kem.deserializePublicKey(keys.sealing.publicKey),
    privateKey: await suite.kem.deserializePrivateKey(keys.sealing.privateKey),
  };
  const keyId = createHash("sha256").update(keys.sealing.publicKey).digest("hex").slice(0, 16);
  return {
    hash: (purpose, text) =>
      createHmac("sha256", keys.hashKey).update(`${purpose}\n${text}`).digest().subarray(0, hashBytes),
    sealField: (purpose, recordId, text) => sealField(keys.fieldKey, `${purpose}\n${recordId}`, text),
    openField: (purpose, recordId, sealed) => openField(keys.fieldKey, `${purpose}\n${recordId}`, sealed),
    openSealed: async (sealed) =>
      sealed.keyId === keyId ? await openSealed(suite, recipientKey, sealed.sealed) : err("unsealable"),
    sealingKey: { keyId, publicKey: Buffer.from(keys.sealing.publicKey).toString("base64") },
  };
}

function sealField(key: Uint8Array, boundTo: string, text: string): Buffer {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv("aes-256-gcm", key, iv).setAAD(Buffer.from(boundTo));
  const ciphertext = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([Buffer.of(fieldKeyNumber), iv, cipher.getAuthTag(), ciphertext]);
}

function openField(key: Uint8Array, boundTo: string, sealed: Buffer): string {
  if (sealed[0] !== fieldKeyNumber) throw new Error(`a field is sealed with unknown key ${sealed[0]}`);
  const iv = sealed.subarray(1, 1 + ivBytes);
  const tag = sealed.subarray(1 + ivBytes, 1 + ivBytes + tagBytes);
  const decipher = createDecipheriv("aes-256-gcm", key, iv).setAAD(Buffer.from(boundTo)).setAuthTag(tag);
  return decipher.update(sealed.subarray(1 + ivBytes + tagBytes), undefined, "utf8") + decipher.final("utf8");
}

async function openSealed(
  suite: CipherSuite,
  recipientKey: webcrypto.CryptoKeyPair,
  sealed: string,
): Promise<Result<string, "unsealable">> {
  const bytes = Uint8Array.from(Buffer.from(sealed, "base64"));
  try {
    const recipient = await suite.createRecipientContext({ recipientKey, enc: bytes.slice(0, pointBytes), info });
    return ok(new TextDecoder("utf-8", { fatal: true }).decode(await recipient.open(bytes.slice(pointBytes))));
  } catch {
    // The library tells no more than that it does not fit; what was in it is nobody's business.
    return err("unsealable");
  }
}
