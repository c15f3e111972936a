import type { Result } from "../../../shared/basics/result.ts";
import type { ReaderProfile } from "../../../shared/readers/reader-profile.ts";

/** What to open: a device node and the profile that says how. */
export interface DeviceTarget {
  readonly node: string;
  readonly profile: ReaderProfile;
}

/** Why a device could not be opened. `code` is the system's short code, never a sentence. */
export type OpenFailure =
  /** There is no such node (any more). */
  | { readonly kind: "absent" }
  | { readonly kind: "permission-denied" }
  /** Another program has it and took the lock. */
  | { readonly kind: "held" }
  | { readonly kind: "failed"; readonly code: string };

/** How a device that was open came to its end without our asking. */
export type DeviceLoss =
  /** Unplugged, or its line hung up. */
  | { readonly kind: "hung-up"; readonly code: string }
  /** It answers nothing any more. */
  | { readonly kind: "unresponsive" };

/** Where a driver puts what comes from a device. Calls come one after another, never from inside `open`. */
export interface DeviceSink {
  /** Bytes as the device sent them. Chunk borders carry no meaning, and the bytes are the sink's to keep. */
  bytes(chunk: Uint8Array): void;
  /** The handle is dead and already being closed. At most once, and never after `close` was called. */
  lost(loss: DeviceLoss): void;
}

/** An open device. */
export interface DeviceHandle {
  /** Gives the node back; resolves when it can be opened again. Idempotent; never rejects; no sink call comes after it was called. */
  close(): Promise<void>;
}

/** Code for one protocol family: opens a node and passes its bytes on. It knows nothing of frames, cards or reopening. */
export interface DeviceDriver {
  readonly family: ReaderProfile["family"];
  readonly transport: "serial" | "hid" | "scripted";
  /** Library and version, for support. */
  readonly library: string;
  /**
   * Opens the node. What the device had sent before is dropped, so that no old byte joins a new card. Expected failures are results;
   * anything thrown is a bug in the driver and is treated as one by the keeper.
   */
  open(target: DeviceTarget, sink: DeviceSink): Promise<Result<DeviceHandle, OpenFailure>>;
}
