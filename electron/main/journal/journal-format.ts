// The journal file: header `KALIANJ1`, u32 BE version, 16-byte file id; then records, each
// [u32 BE length of the ciphertext][iv 12][tag 16][ciphertext], AES-256-GCM (NIST SP 800-38D), additional data: file id and u64 BE
// sequence number from 0. A record moved, repeated, or taken from another file does not authenticate.
import { type CipherGCM, createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { err, ok, type Result } from "../../../shared/basics/result.ts";

const magic = Buffer.from("KALIANJ1", "latin1");
const version = 1;
const fileIdBytes = 16;
const ivBytes = 12;
const tagBytes = 16;

export const headerBytes = magic.length + 4 + fileIdBytes;
/** Bytes that every record has beside its ciphertext. */
export const recordOverheadBytes = 4 + ivBytes + tagBytes;
/** No record is longer; the largest holds a service reply, of which no more than 256 KiB is ever read. */
export const maxPlainBytes = 320 * 1024;

/** What seals a record to its place: the key, the file it belongs to. */
export interface RecordSealer {
  readonly key: Uint8Array;
  readonly fileId: Uint8Array;
}

export type FormatFault =
  /** The file does not begin as a journal does. */
  | { readonly kind: "no-header" }
  | { readonly kind: "newer-version" }
  /** The first record does not open: the key is another file's. */
  | { readonly kind: "key-wrong" }
  /** A record is damaged that others follow. `offset` is where it begins. */
  | { readonly kind: "corrupt"; readonly offset: number };

/** A journal file taken apart. `goodBytes` is where whole records end; what lies behind it is the torn tail of a last write. */
export interface ScannedJournal {
  readonly fileId: Uint8Array;
  readonly plains: readonly Uint8Array[];
  readonly goodBytes: number;
}

/** A fresh id for a new file. */
export function newFileId(): Uint8Array {
  return randomBytes(fileIdBytes);
}

/** The bytes a journal file begins with. */
export function encodeHeader(fileId: Uint8Array): Uint8Array {
  const head = Buffer.alloc(magic.length + 4);
  magic.copy(head);
  head.writeUInt32BE(version, magic.length);
  return Buffer.concat([head, fileId]);
}

/** Seals one record for its place in the file. Throws on a text that is too long: the caller's records are bounded. */
export function encodeRecord(sealer: RecordSealer, sequence: number, plain: Uint8Array): Uint8Array {
  return sealPrepared(prepareRecord(sealer, sequence), plain);
}

/** A record's seal before its text is known: good for one record at one place. */
export interface PreparedRecord {
  readonly sequence: number;
  readonly iv: Uint8Array;
  readonly cipher: CipherGCM;
}

/** Does the part of sealing a record that does not depend on its text. */
export function prepareRecord({ key, fileId }: RecordSealer, sequence: number): PreparedRecord {
  const iv = randomBytes(ivBytes);
  return { sequence, iv, cipher: createCipheriv("aes-256-gcm", key, iv).setAAD(placeOf(fileId, sequence)) };
}

/** Seals a text as the record that was prepared; once, as node:crypto sees to by throwing. Throws on a text that is too long. */
export function sealPrepared({ iv, cipher }: PreparedRecord, plain: Uint8Array): Uint8Array {
  if (plain.length === 0 || plain.length > maxPlainBytes) throw new RangeError(`a record of ${plain.length} bytes`);
  const record = Buffer.allocUnsafe(recordOverheadBytes + plain.length);
  record.writeUInt32BE(plain.length);
  record.set(iv, 4);
  record.set(cipher.update(plain), recordOverheadBytes);
  // Nothing is left to come in this mode; without this call there is no tag.
  cipher.final();
  record.set(cipher.getAuthTag(), 4 + ivBytes);
  return record;
}

/**
 * Takes a journal file apart. Never throws. Every record was synced before the next was written, so that only the last can be torn: bytes at
 * the end that open as no record, no longer than one, with no whole record behind them. Anything else is damage and is said.
 */
export function scanJournal(key: Uint8Array, bytes: Uint8Array): Result<ScannedJournal, FormatFault> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (file.length < headerBytes || !file.subarray(0, magic.length).equals(magic)) return err({ kind: "no-header" });
  if (file.readUInt32BE(magic.length) !== version) return err({ kind: "newer-version" });
  const fileId = file.subarray(magic.length + 4, headerBytes);
  const sealer = { key, fileId };
  const plains: Uint8Array[] = [];
  let offset = headerBytes;
  for (let plain = openRecord(sealer, 0, file, offset); plain !== undefined; ) {
    plains.push(plain);
    offset += recordOverheadBytes + plain.length;
    plain = openRecord(sealer, plains.length, file, offset);
  }
  if (offset === file.length && plains.length > 0) return ok({ fileId, plains, goodBytes: offset });
  if (!isTornTail(sealer, plains.length, file, offset)) return err({ kind: "corrupt", offset });
  if (plains.length > 0) return ok({ fileId, plains, goodBytes: offset });
  // A file is renamed into place with its first record whole, so that one is never torn.
  return err(lengthAt(file, offset) === undefined ? { kind: "corrupt", offset } : { kind: "key-wrong" });
}

/** The record at an offset, or undefined when none that belongs there begins there. */
function openRecord(sealer: RecordSealer, sequence: number, file: Buffer, offset: number): Uint8Array | undefined {
  const length = lengthAt(file, offset);
  if (length === undefined) return undefined;
  const body = offset + recordOverheadBytes;
  const iv = file.subarray(offset + 4, offset + 4 + ivBytes);
  const decipher = createDecipheriv("aes-256-gcm", sealer.key, iv, { authTagLength: tagBytes })
    .setAAD(placeOf(sealer.fileId, sequence))
    .setAuthTag(file.subarray(offset + 4 + ivBytes, body));
  const plain = decipher.update(file.subarray(body, body + length));
  try {
    decipher.final();
    return plain;
  } catch {
    // The tag does not fit: node:crypto says so by throwing, and this is the question asked.
    return undefined;
  }
}

function lengthAt(file: Buffer, offset: number): number | undefined {
  if (offset + recordOverheadBytes > file.length) return undefined;
  const length = file.readUInt32BE(offset);
  const fits = length > 0 && length <= maxPlainBytes && offset + recordOverheadBytes + length <= file.length;
  return fits ? length : undefined;
}

/** The furthest a following record's number may be ahead: a damaged sector of 4 KiB holds fewer records. */
const longestGap = 64;

/** Whether nothing behind the last good record is a whole record, so that cutting there loses nothing that was ever acknowledged. */
function isTornTail(sealer: RecordSealer, sequence: number, file: Buffer, offset: number): boolean {
  if (sequence > 0 && file.length - offset > recordOverheadBytes + maxPlainBytes) return false;
  const until = Math.min(file.length, offset + 2 * (recordOverheadBytes + maxPlainBytes)) - recordOverheadBytes;
  for (let at = offset + 1; at < until; at += 1) {
    if (lengthAt(file, at) === undefined) continue;
    const mostBetween = Math.min(longestGap, Math.ceil((at - offset) / recordOverheadBytes));
    for (let gap = 1; gap <= mostBetween; gap += 1)
      if (openRecord(sealer, sequence + gap, file, at) !== undefined) return false;
  }
  return true;
}

function placeOf(fileId: Uint8Array, sequence: number): Uint8Array {
  const place = Buffer.alloc(fileIdBytes + 8);
  place.set(fileId);
  place.writeBigUInt64BE(BigInt(sequence), fileIdBytes);
  return place;
}
