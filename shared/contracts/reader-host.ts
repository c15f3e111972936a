import * as z from "zod/mini";
import { ReadFault } from "../readers/read-fault.ts";
import { ReaderProfile } from "../readers/reader-profile.ts";
import { ReaderId, ReaderState } from "../readers/reader-status.ts";
import { MediumEvidence } from "./evidence.ts";
import { MaskedNumber } from "./http.ts";

const KeyId = z.string().check(z.regex(/^[0-9a-f]{16}$/));

/** The service's public sealing key: raw uncompressed P-256 point in base64. */
export const SealingKey = z.strictObject({ keyId: KeyId, publicKey: z.string() });
export type SealingKey = z.infer<typeof SealingKey>;

/** The `validUntil` a stripe claims. For display only: it never refuses a card. */
export const StripeExpiry = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("none") }),
  z.strictObject({ kind: z.literal("unreadable") }),
  z.strictObject({ kind: z.literal("month"), year: z.int(), month: z.int() }),
]);
export type StripeExpiry = z.infer<typeof StripeExpiry>;

const TrackState = z.enum(["absent", "read", "bad"]);
/** What came of tracks 1 to 3. */
export const TrackStates = z.readonly(z.tuple([TrackState, TrackState, TrackState]));

/**
 * A card as it leaves the reader host: nothing but masks, sealed text and a fingerprint. `fingerprint` is HMAC-SHA256 (hex) of the card's
 * key under a key made anew in each run of main: equal for the same card in one run, meaningless elsewhere.
 */
export const ReadCard = z.strictObject({
  readId: z.uuidv7(),
  readerId: ReaderId,
  /** Model name of the reader, for the screen. */
  readerModel: z.string(),
  technology: z.enum(["stripe", "chip"]),
  fingerprint: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  evidence: MediumEvidence,
  /** Kind and mask of what identifies the medium, for the screen. */
  keyKind: z.enum(["bankNumber", "cardNumber", "personId", "unknown"]),
  keyMasked: MaskedNumber,
  expiry: StripeExpiry,
  tracks: TrackStates,
  /** When the last byte of the swipe was decoded, epoch milliseconds. */
  atMs: z.int(),
});
export type ReadCard = z.infer<typeof ReadCard>;

/** Messages from main to the reader host, over the process's message port. */
export const ToReaderHost = z.discriminatedUnion("kind", [
  /** First message: everything the host needs. Sent again after every restart of the host. */
  z.strictObject({
    kind: z.literal("start"),
    profiles: z.array(ReaderProfile),
    /** Readers named by explicit path; kept listed as absent while they are not there. */
    explicit: z.array(z.strictObject({ profileId: z.string(), path: z.string() })),
    /** Whether plugged-in devices are looked for by vendor and product id. */
    discover: z.boolean(),
    /** The region's rules file, parsed by the host. */
    region: z.unknown(),
    /** 32 bytes in base64: the key of fingerprints, made anew in each run of main. */
    fingerprintKey: z.string(),
    sealingKey: z.nullable(SealingKey),
    /** Readers that an operator had paused before the host was restarted. */
    paused: z.array(z.strictObject({ readerId: ReaderId, byOperator: z.string(), atMs: z.int() })),
  }),
  z.strictObject({ kind: z.literal("sealingKey"), sealingKey: SealingKey }),
  z.strictObject({ kind: z.literal("ping"), n: z.int() }),
  z.strictObject({ kind: z.literal("pause"), readerId: ReaderId, byOperator: z.string(), atMs: z.int() }),
  z.strictObject({ kind: z.literal("resume"), readerId: ReaderId }),
  z.strictObject({ kind: z.literal("reopen"), readerId: ReaderId }),
  z.strictObject({ kind: z.literal("rescan") }),
  /** After the machine slept: close and reopen every handle. */
  z.strictObject({ kind: z.literal("reopenAll") }),
  /** Bytes of a scripted reader. Answered only by the development host; the product's host refuses it. */
  z.strictObject({ kind: z.literal("scriptedBytes"), readerId: ReaderId, hex: z.string() }),
  /** Pulls or puts back a scripted reader's cable. Development host only. */
  z.strictObject({ kind: z.literal("scriptedPlug"), readerId: ReaderId, plugged: z.boolean() }),
  /** Close every handle, answer `stopped`, exit. */
  z.strictObject({ kind: z.literal("stop") }),
]);
export type ToReaderHost = z.infer<typeof ToReaderHost>;

/** Messages from the reader host to main. */
export const FromReaderHost = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("started") }),
  z.strictObject({ kind: z.literal("pong"), n: z.int() }),
  /** The whole list, sent on every change; a late or repeated one is harmless. */
  z.strictObject({ kind: z.literal("readers"), readers: z.array(ReaderState) }),
  z.strictObject({ kind: z.literal("cardRead"), card: ReadCard }),
  z.strictObject({
    kind: z.literal("readFailed"),
    readerId: ReaderId,
    readerModel: z.string(),
    fault: ReadFault,
    atMs: z.int(),
  }),
  /** A structured log line; holds no card data. */
  z.strictObject({
    kind: z.literal("log"),
    level: z.enum(["info", "warn", "error"]),
    event: z.string(),
    fields: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  }),
  z.strictObject({ kind: z.literal("stopped") }),
]);
export type FromReaderHost = z.infer<typeof FromReaderHost>;
