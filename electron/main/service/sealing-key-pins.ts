import { createHash } from "node:crypto";
import * as z from "zod/mini";
import { err, ok, type Result } from "../../../shared/basics/result.ts";
import { SealingKey } from "../../../shared/contracts/reader-host.ts";

/** A small file that is read whole and replaced whole: after a power cut it is the old one or the new one. */
export interface PinFile {
  /** Its bytes, or undefined while there is none. */
  read(): Promise<Result<Uint8Array | undefined, unknown>>;
  /** Resolves once the new content is durable. */
  replace(bytes: Uint8Array): Promise<Result<void, unknown>>;
}

/**
 * How a service's sealing key stands to what is pinned. `pinned`: seen for the first time and kept. `pins-unreadable`: the file is damaged;
 * pinning anew would take whatever key comes first, so a person has to look.
 */
export type PinCheck = "same" | "pinned" | "changed" | "not-a-key" | "pins-unreadable";

/** The public sealing keys this terminal trusts, one a service, each taken at first contact and never replaced by itself. */
export interface SealingKeyPins {
  /** The key pinned for a base URL; undefined when there is none. */
  find(baseUrl: string): Promise<Result<SealingKey | undefined, "pins-unreadable">>;
  /** Compares a key with the pinned one, and pins it when there is none. Idempotent. */
  check(baseUrl: string, key: SealingKey): Promise<PinCheck>;
}

const Pins = z.strictObject({ schema: z.literal(1), pins: z.record(z.string(), SealingKey) });
type Pins = z.infer<typeof Pins>;

/** What is wrong with the file of pins; told when it begins. */
export type PinTrouble = "sealing-keys-unreadable" | "sealing-key-not-kept";

/** Pins kept in a file. A pin that could not be written is kept in memory and written at the next check. */
export function createSealingKeyPins(file: PinFile, report: (trouble: PinTrouble) => void): SealingKeyPins {
  let known: Pins | undefined;
  let durable = true;
  let unreadable = false;

  async function load(): Promise<Pins | undefined> {
    if (known !== undefined) return known;
    const bytes = await file.read();
    if (bytes.ok) known = bytes.value === undefined ? { schema: 1, pins: {} } : parsePins(bytes.value);
    if (known === undefined && !unreadable) report("sealing-keys-unreadable");
    unreadable = known === undefined;
    return known;
  }

  async function keep(pins: Pins): Promise<void> {
    known = pins;
    const { ok: isKept } = await file.replace(new TextEncoder().encode(`${JSON.stringify(pins, null, 2)}\n`));
    if (durable && !isKept) report("sealing-key-not-kept");
    durable = isKept;
  }

  return {
    async find(baseUrl) {
      const pins = await load();
      return pins === undefined ? err("pins-unreadable") : ok(pins.pins[baseUrl]);
    },
    async check(baseUrl, key) {
      if (!isSealingKey(key)) return "not-a-key";
      const pins = await load();
      if (pins === undefined) return "pins-unreadable";
      const pinned = pins.pins[baseUrl];
      if (pinned === undefined) {
        await keep({ schema: 1, pins: { ...pins.pins, [baseUrl]: { keyId: key.keyId, publicKey: key.publicKey } } });
        return "pinned";
      }
      if (pinned.keyId !== key.keyId || pinned.publicKey !== key.publicKey) return "changed";
      if (!durable) await keep(pins);
      return "same";
    },
  };
}

function parsePins(bytes: Uint8Array): Pins | undefined {
  try {
    const pins = Pins.safeParse(JSON.parse(new TextDecoder().decode(bytes)));
    return pins.success ? pins.data : undefined;
  } catch {
    // Not JSON: the same as any other damage.
    return undefined;
  }
}

/** A raw uncompressed point of P-256 whose id is the first 8 bytes of its SHA-256. */
function isSealingKey(key: SealingKey): boolean {
  const point = Buffer.from(key.publicKey, "base64");
  const keyId = createHash("sha256").update(point).digest("hex").slice(0, 16);
  return point.length === 65 && point[0] === 4 && keyId === key.keyId;
}
