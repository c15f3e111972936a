import { createHash, randomBytes } from "node:crypto";
import path from "node:path";
import { err, ok, type Result } from "../../../shared/basics/result.ts";
import type { DurableFile } from "./durable-file.ts";
import { type OpenFault, readFault, writeFault } from "./journal-fault.ts";

/** AES-256. */
const journalKeyBytes = 32;

/** One way to keep the journal's key. */
export interface KeyProtection {
  readonly kind: "os-key-store" | "file-rights";
  /** Where the key would be looked for, for the message that it is lost. */
  readonly place: string;
  /** Whether a new key can be kept this way here. */
  isAvailable(): boolean;
  /** The key kept this way; undefined when none ever was. */
  load(): Promise<Result<Uint8Array | undefined, OpenFault>>;
  /** Resolves once the key is durable. */
  store(key: Uint8Array): Promise<Result<void, OpenFault>>;
}

/** Electron's `safeStorage`, as far as it is needed here. */
export interface SafeStorage {
  isEncryptionAvailable(): boolean;
  encryptString(text: string): Buffer;
  decryptString(sealed: Buffer): string;
}

export interface JournalKey {
  readonly key: Uint8Array;
  readonly protection: KeyProtection["kind"];
}

/**
 * The journal's key: the one that is kept, from the first protection that has it. A new one is made only where there is no journal yet, kept
 * by the first protection that is available, and read back before it is used.
 */
export async function obtainJournalKey(
  protections: readonly KeyProtection[],
  journalExists: boolean,
): Promise<Result<JournalKey, OpenFault>> {
  for (const protection of protections) {
    const loaded = await protection.load();
    if (!loaded.ok) return loaded;
    if (loaded.value !== undefined) return ok({ key: loaded.value, protection: protection.kind });
  }
  if (journalExists) return err({ kind: "key-lost", expectedAt: protections.map(({ place }) => place) });
  const protection = protections.find((one) => one.isAvailable());
  if (protection === undefined) return err({ kind: "key-locked" });
  return makeKey(protection);
}

async function makeKey(protection: KeyProtection): Promise<Result<JournalKey, OpenFault>> {
  const key = randomBytes(journalKeyBytes);
  const stored = await protection.store(key);
  if (!stored.ok) return stored;
  const kept = await protection.load();
  if (!kept.ok) return kept;
  return kept.value !== undefined && key.equals(kept.value)
    ? ok({ key: kept.value, protection: protection.kind })
    : err({ kind: "key-wrong", file: protection.place });
}

/** The key wrapped by the system's key store, the wrapped text in a file. */
export function createOsKeyStore(storage: SafeStorage, file: DurableFile): KeyProtection {
  return {
    kind: "os-key-store",
    place: file.path,
    isAvailable: () => storage.isEncryptionAvailable(),
    async load() {
      const wrapped = await file.read();
      if (!wrapped.ok) return err(readFault(wrapped.error, file.path));
      if (wrapped.value === undefined) return ok(undefined);
      return unwrap(storage, Buffer.from(wrapped.value), file.path);
    },
    async store(key) {
      const stored = await file.replace(storage.encryptString(Buffer.from(key).toString("base64")));
      return stored.ok ? stored : err(writeFault(stored.error));
    },
  };
}

function unwrap(storage: SafeStorage, wrapped: Buffer, file: string): Result<Uint8Array, OpenFault> {
  if (!storage.isEncryptionAvailable()) return err({ kind: "key-locked" });
  try {
    return checked(Buffer.from(storage.decryptString(wrapped), "base64"), file);
  } catch {
    // The store is there and can't open this text: another user's session, or a store that was made anew.
    return err({ kind: "key-locked" });
  }
}

/** The key in a file of its own that only this account can read. */
export function createKeyFile(file: DurableFile): KeyProtection {
  return {
    kind: "file-rights",
    place: file.path,
    isAvailable: () => true,
    async load() {
      const key = await file.read();
      if (!key.ok) return err(readFault(key.error, file.path));
      return key.value === undefined ? ok(undefined) : checked(key.value, file.path);
    },
    async store(key) {
      const stored = await file.replace(key);
      return stored.ok ? stored : err(writeFault(stored.error));
    },
  };
}

function checked(key: Uint8Array, file: string): Result<Uint8Array, OpenFault> {
  return key.length === journalKeyBytes ? ok(key) : err({ kind: "key-wrong", file });
}

/**
 * Where a data folder's key file lies: outside the folder, so that a copy of the data alone opens nothing. `configFolder` is the account's
 * own, such as `~/.config`. Undefined when that is inside the data folder.
 */
export function keyFilePath(configFolder: string, dataFolder: string): string | undefined {
  const data = path.resolve(dataFolder);
  const name = createHash("sha256").update(data).digest("hex").slice(0, 32);
  // The program's own folder beside it is called Kalian, which is the same name where case makes none.
  const file = path.join(path.resolve(configFolder), "kalian-keys", name);
  const way = path.relative(data, file);
  const outside = way.startsWith("..") || path.isAbsolute(way);
  return outside ? file : undefined;
}
