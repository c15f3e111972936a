import { createHash, randomBytes } from "node:crypto";
import { existsSync, linkSync, readFileSync, rmSync, statSync } from "node:fs";
import { mkdir, open } from "node:fs/promises";
import path from "node:path";
import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from "@hpke/core";
import * as z from "zod/mini";
import { type SyncFolder, syncFolder } from "./sync-folder.ts";

const Base64 = z.string().check(z.regex(/^[A-Za-z0-9+/]+={0,2}$/));

/** The service's secrets as they stand in the key file. Whoever has them and the database can read every number. */
const KeyFile = z.strictObject({
  schema: z.literal(1),
  /** HPKE pair of DHKEM(P-256): terminals seal to the public half. Raw point and raw scalar. */
  sealing: z.strictObject({ publicKey: Base64, privateKey: Base64 }),
  /** HMAC-SHA256, for look-up by number. */
  hashKey: Base64,
  /** AES-256-GCM, for numbers, names and photos at rest. */
  fieldKey: Base64,
});
type KeyFile = z.infer<typeof KeyFile>;

/** The service's keys in use. `fingerprint` tells two sets apart without telling either. */
export interface ServiceKeys {
  readonly sealing: { readonly publicKey: Uint8Array; readonly privateKey: Uint8Array };
  readonly hashKey: Uint8Array;
  readonly fieldKey: Uint8Array;
  readonly fingerprint: string;
}

/** The suite terminals seal with: RFC 9180, DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-256-GCM. */
export function createSealingSuite(): CipherSuite {
  return new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });
}

/**
 * Reads the key file, making it first where there is none: whole, on disk and 0600 before it has its name, and never over another. Its name
 * is on the disk before the keys are used. Throws when the file is readable by others or is not a key file.
 */
export async function openKeys(file: string, sync: SyncFolder = syncFolder): Promise<ServiceKeys> {
  if (!existsSync(file)) await makeKeyFile(file, sync);
  // Also where the file was there: the start that made it may have been killed before it came to this.
  await sync(path.dirname(file));
  if ((statSync(file).mode & 0o077) !== 0)
    throw new Error(`${file} can be read by other accounts; set its mode to 0600`);
  return toServiceKeys(KeyFile.parse(JSON.parse(readFileSync(file, "utf8"))));
}

async function makeKeyFile(file: string, sync: SyncFolder): Promise<void> {
  const { kem } = createSealingSuite();
  const pair = await kem.generateKeyPair();
  const keys: KeyFile = {
    schema: 1,
    sealing: {
      publicKey: toBase64(await kem.serializePublicKey(pair.publicKey)),
      privateKey: toBase64(await kem.serializePrivateKey(pair.privateKey)),
    },
    hashKey: randomBytes(32).toString("base64"),
    fieldKey: randomBytes(32).toString("base64"),
  };
  await makeFolder(path.resolve(path.dirname(file)), sync);
  const draft = `${file}.${process.pid}.${randomBytes(4).toString("hex")}`;
  const handle = await open(draft, "wx", 0o600);
  try {
    await handle.writeFile(JSON.stringify(keys));
    await handle.sync();
    linkSync(draft, file);
  } catch (error) {
    if (!existsSync(file)) throw error; // else another start made them first: theirs count
  } finally {
    await handle.close();
    rmSync(draft, { force: true });
  }
}

/** A folder whose name is lost takes everything in it along, so the names of all that were made are synced. */
async function makeFolder(folder: string, sync: SyncFolder): Promise<void> {
  const topmost = (await mkdir(folder, { recursive: true, mode: 0o711 })) ?? folder;
  let made = folder;
  await sync(path.dirname(made));
  while (made !== topmost && made !== path.dirname(made)) {
    made = path.dirname(made);
    await sync(path.dirname(made));
  }
}

function toServiceKeys({ sealing, hashKey, fieldKey }: KeyFile): ServiceKeys {
  const whole = [sealing.publicKey, sealing.privateKey, hashKey, fieldKey].join("|");
  return {
    sealing: { publicKey: fromBase64(sealing.publicKey), privateKey: fromBase64(sealing.privateKey) },
    hashKey: fromBase64(hashKey),
    fieldKey: fromBase64(fieldKey),
    fingerprint: createHash("sha256").update(whole).digest("hex").slice(0, 16),
  };
}

function toBase64(bytes: ArrayBuffer): string {
  return Buffer.from(bytes).toString("base64");
}

function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, "base64"));
}
