import { createHash } from "node:crypto";
import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from "@hpke/core";
import { expect, test } from "vitest";
import { SealedText } from "../../shared/contracts/evidence.ts";
import { createSeal } from "./seal.ts";

const suite = new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });

async function aServiceKey() {
  const pair = await suite.kem.generateKeyPair();
  const raw = Buffer.from(await suite.kem.serializePublicKey(pair.publicKey));
  const keyId = createHash("sha256").update(raw).digest("hex").slice(0, 16);
  return { key: { keyId, publicKey: raw.toString("base64") }, privateKey: pair.privateKey };
}

type PrivateKey = Awaited<ReturnType<typeof suite.kem.generateKeyPair>>["privateKey"];

async function open(sealed: string, privateKey: PrivateKey, info: string): Promise<string> {
  const bytes = Uint8Array.from(Buffer.from(sealed, "base64"));
  const recipient = await suite.createRecipientContext({
    recipientKey: privateKey,
    enc: bytes.slice(0, 65).buffer,
    info: new TextEncoder().encode(info),
  });
  return Buffer.from(await recipient.open(bytes.slice(65).buffer)).toString();
}

test("what is sealed fits the contract and only the private half opens it", async () => {
  const service = await aServiceKey();
  const other = await aServiceKey();
  const seal = await createSeal(service.key);
  if (!seal.ok) throw new Error(seal.error.kind);
  const text = await seal.value("6222020000000000000");

  expect(SealedText.parse(text).keyId).toBe(service.key.keyId);
  expect(await open(text.sealed, service.privateKey, "kalian stripe key v1")).toBe("6222020000000000000");
  await expect(open(text.sealed, other.privateKey, "kalian stripe key v1")).rejects.toThrow();
  await expect(open(text.sealed, service.privateKey, "another use")).rejects.toThrow();
});

test("the same number sealed twice gives two different texts", async () => {
  const seal = await createSeal((await aServiceKey()).key);
  if (!seal.ok) throw new Error(seal.error.kind);

  expect((await seal.value("6222020000000000000")).sealed).not.toBe((await seal.value("6222020000000000000")).sealed);
});

test("two texts sealed at once have each an encapsulation of their own, as the service needs it", async () => {
  const service = await aServiceKey();
  const seal = await createSeal(service.key);
  if (!seal.ok) throw new Error(seal.error.kind);
  const sealed = await Promise.all(["6222020000000000000", "6222020000000000018"].map(seal.value));

  const opened = sealed.map((text) => open(text.sealed, service.privateKey, "kalian stripe key v1"));
  expect(await Promise.all(opened)).toEqual(["6222020000000000000", "6222020000000000018"]);
});

test("a key whose id is another key's is refused", async () => {
  const { key } = await aServiceKey();

  expect(await createSeal({ ...key, keyId: "0123456789abcdef" })).toEqual({ ok: false, error: { kind: "wrong-id" } });
});

test("bytes that are no point of the curve are refused", async () => {
  const raw = Buffer.alloc(65, 4);
  const keyId = createHash("sha256").update(raw).digest("hex").slice(0, 16);

  expect(await createSeal({ keyId, publicKey: raw.toString("base64") })).toEqual({
    ok: false,
    error: { kind: "not-a-key" },
  });
});
