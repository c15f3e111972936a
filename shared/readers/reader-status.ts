import * as z from "zod/mini";

/**
 * Why a reader cannot be used. Each arm carries what the mend needs: the device node, the udev line, the holders' names.
 * Texts for people are in words/; the codes are `reader/<kind>`.
 */
export const ReaderFault = z.discriminatedUnion("kind", [
  /** The system does not let this account open the node. `udevRule` is the one line that mends it. */
  z.strictObject({ kind: z.literal("permission-denied"), node: z.string(), udevRule: z.string() }),
  /** Another program has the port. `holders` is empty where the system does not tell who. */
  z.strictObject({
    kind: z.literal("port-held"),
    node: z.string(),
    holders: z.readonly(z.array(z.strictObject({ pid: z.int(), program: z.string() }))),
  }),
  /** Opening failed otherwise; `code` is the system's short code, never a sentence with data in it. */
  z.strictObject({ kind: z.literal("open-failed"), node: z.string(), code: z.string() }),
  /** The device was there and went wrong while in use; the keeper reopens it. */
  z.strictObject({ kind: z.literal("device-error"), node: z.string(), code: z.string() }),
  /** The system neither tells what is plugged in nor lists it (`udevadm` missing, or no access to it). */
  z.strictObject({ kind: z.literal("discovery-unavailable"), code: z.string() }),
  /** Readers of one transport cannot be listed; `code` is the system's, or the loader's when the library for them does not load. */
  z.strictObject({ kind: z.literal("listing-failed"), transport: z.enum(["hid", "serial"]), code: z.string() }),
  /** The reader host process is down; main restarts it. */
  z.strictObject({ kind: z.literal("host-down") }),
]);
export type ReaderFault = z.infer<typeof ReaderFault>;

/** What a reader is doing. Only `ready` and `reading` take cards. */
export const ReaderStatus = z.discriminatedUnion("kind", [
  /** Named by the settings and not plugged in. */
  z.strictObject({ kind: z.literal("absent") }),
  /** Seen by the system, which has not made its device node yet. */
  z.strictObject({ kind: z.literal("attached") }),
  z.strictObject({ kind: z.literal("starting") }),
  z.strictObject({ kind: z.literal("ready") }),
  /** Part of a card has arrived. */
  z.strictObject({ kind: z.literal("reading") }),
  /** The handle answers nothing or hung up; being reopened. */
  z.strictObject({ kind: z.literal("silent") }),
  /** Switched off by an operator until resumed; cards are not taken. */
  z.strictObject({ kind: z.literal("paused"), byOperator: z.string(), atMs: z.int() }),
  z.strictObject({ kind: z.literal("faulted"), fault: ReaderFault }),
]);
export type ReaderStatus = z.infer<typeof ReaderStatus>;

/** Identifies a reader across replugs: profile and vendor/product/serial (or explicit path), never a port number that moves. */
export const ReaderId = z.string().check(z.regex(/^[\x21-\x7e]{1,200}$/));
export type ReaderId = z.infer<typeof ReaderId>;

/** A reader as the program knows it, plugged in or not. `node` is null while it is absent. */
export const ReaderDescription = z.strictObject({
  readerId: ReaderId,
  profileId: z.string(),
  /** Model name to show, e.g. `MagTek SureSwipe`. */
  model: z.string(),
  technology: z.enum(["stripe", "chip"]),
  transport: z.enum(["serial", "hid", "scripted"]),
  node: z.nullable(z.string()),
  /** `vvvv:pppp` in lower-case hex; null for an explicit path. */
  usbIds: z.nullable(z.string().check(z.regex(/^[0-9a-f]{4}:[0-9a-f]{4}$/))),
  serialNumber: z.nullable(z.string()),
  /** The library that drives it, for support: `node-hid 3.4.0`, `serialport 13.0.0`. */
  driver: z.string(),
});
export type ReaderDescription = z.infer<typeof ReaderDescription>;

/** A reader with its state: the row of the readers page. Counts are of this run of the host. */
export const ReaderState = z.strictObject({
  reader: ReaderDescription,
  status: ReaderStatus,
  cardsRead: z.int(),
  badReads: z.int(),
  lastReadAtMs: z.nullable(z.int()),
});
export type ReaderState = z.infer<typeof ReaderState>;
