import { err, ok, type Result } from "../../../shared/basics/result.ts";
import { type WriteFault, writeFault } from "./journal-fault.ts";
import type { AppendFile, FileResult } from "./journal-files.ts";
import {
  type PreparedRecord,
  prepareRecord,
  type RecordSealer,
  recordOverheadBytes,
  sealPrepared,
} from "./journal-format.ts";

/** Where an opened journal file stands. */
export interface LogPosition {
  readonly sealer: RecordSealer;
  /** Number of the next record. */
  readonly sequence: number;
  /** Where whole, durable records end. */
  readonly goodBytes: number;
}

/**
 * The end of a journal file, where records are added one after another: each is durable before the next is written, so that never more than
 * one can be torn. Calls must not overlap.
 */
export class JournalLog {
  readonly #file: AppendFile;
  readonly #sealer: RecordSealer;
  #sequence: number;
  #goodBytes: number;
  /** There may be part of a record behind the good ones. */
  #tailDirty = false;
  /** A part of the next record's sealing that is done while nobody waits; never used for two. */
  #prepared: PreparedRecord | undefined;

  constructor(file: AppendFile, position: LogPosition) {
    this.#file = file;
    this.#sealer = position.sealer;
    this.#sequence = position.sequence;
    this.#goodBytes = position.goodBytes;
  }

  /**
   * Adds a record; resolves once it is durable. After a failure the record is taken back, now or before the next one: while that
   * is not possible either, every call fails and nothing is added.
   */
  async append(plain: Uint8Array): Promise<Result<void, WriteFault>> {
    if (this.#tailDirty) {
      const mended = await this.#mend();
      if (!mended.ok) return err(writeFault(mended.error));
    }
    this.#tailDirty = true;
    const written = await this.#write(this.#seal(plain));
    if (!written.ok) {
      await this.#mend();
      return err(writeFault(written.error));
    }
    this.#tailDirty = false;
    this.#sequence += 1;
    this.#goodBytes += recordOverheadBytes + plain.length;
    setImmediate(() => this.#prepare());
    return ok(undefined);
  }

  async close(): Promise<void> {
    await this.#mend();
    await this.#file.close();
  }

  #prepare(): void {
    this.#prepared = prepareRecord(this.#sealer, this.#sequence);
  }

  #seal(plain: Uint8Array): Uint8Array {
    const prepared = this.#prepared;
    this.#prepared = undefined;
    // Prepared while a record was being written, it is for that one's place.
    const isForHere = prepared?.sequence === this.#sequence;
    return sealPrepared(isForHere ? prepared : prepareRecord(this.#sealer, this.#sequence), plain);
  }

  async #write(bytes: Uint8Array): FileResult<void> {
    const appended = await this.#file.append(bytes);
    return appended.ok ? this.#file.sync() : appended;
  }

  async #mend(): FileResult<void> {
    if (!this.#tailDirty) return ok(undefined);
    const cut = await this.#file.truncate(this.#goodBytes);
    const synced = cut.ok ? await this.#file.sync() : cut;
    if (synced.ok) this.#tailDirty = false;
    return synced;
  }
}
