import path from "node:path";
import { err, ok } from "../../../shared/basics/result.ts";
import type { AppendFile, FileFault, FileResult, JournalFiles } from "./journal-files.ts";

/** What a file holds, and what of it the disk has. */
interface Inode {
  content: Uint8Array;
  durable: Uint8Array;
}

/**
 * Files in memory that keep apart what was written and what is durable. `cutPower` forgets everything that was not synced: content without
 * `sync`, names without `syncFolder`. What is allowed to survive may survive: of bytes appended since the last sync any beginning.
 */
export class ForgetfulJournalFiles implements JournalFiles {
  readonly #folders = new Set<string>(["/"]);
  #names = new Map<string, Inode>();
  #durableNames = new Map<string, Inode>();

  makeFolder(folder: string): FileResult<void> {
    if (this.#names.has(folder)) return failed("makeFolder", "EEXIST");
    for (let at = folder; !this.#folders.has(at); at = path.dirname(at)) this.#folders.add(at);
    return done();
  }

  list(folder: string): FileResult<readonly string[]> {
    if (!this.#folders.has(folder)) return failed("list", "ENOENT");
    return Promise.resolve(ok(namesIn(this.#names, folder).map((file) => path.basename(file))));
  }

  read(file: string): FileResult<Uint8Array | undefined> {
    return Promise.resolve(ok(this.#names.get(file)?.content.slice()));
  }

  createExclusive(file: string): FileResult<void> {
    if (this.#names.has(file)) return failed("createExclusive", "EEXIST");
    return this.#create(file) === undefined ? failed("createExclusive", "ENOENT") : done();
  }

  openAppend(file: string): FileResult<AppendFile> {
    const inode = this.#names.get(file) ?? this.#create(file);
    return inode === undefined ? failed("openAppend", "ENOENT") : Promise.resolve(ok(appendFileOf(inode)));
  }

  rename(from: string, to: string): FileResult<void> {
    const inode = this.#names.get(from);
    if (inode === undefined) return failed("rename", "ENOENT");
    this.#names.delete(from);
    this.#names.set(to, inode);
    return done();
  }

  remove(file: string): FileResult<void> {
    this.#names.delete(file);
    return done();
  }

  syncFolder(folder: string): FileResult<void> {
    if (!this.#folders.has(folder)) return failed("syncFolder", "ENOENT");
    for (const file of namesIn(this.#durableNames, folder)) this.#durableNames.delete(file);
    for (const file of namesIn(this.#names, folder)) {
      const inode = this.#names.get(file);
      if (inode !== undefined) this.#durableNames.set(file, inode);
    }
    return done();
  }

  /**
   * What is left when the power fails. `survives` says, of a number of unsynced bytes, how many of the first had reached the disk;
   * `nameSurvives`, whether an unsynced name had.
   */
  cutPower(
    survives: (unsyncedBytes: number) => number,
    nameSurvives: (file: string) => boolean = () => false,
  ): ForgetfulJournalFiles {
    const left = new ForgetfulJournalFiles();
    for (const folder of this.#folders) left.#folders.add(folder);
    const inodes = new Map<Inode, Inode>();
    const names = new Map([...this.#durableNames, ...[...this.#names].filter(([file]) => nameSurvives(file))]);
    for (const [file, inode] of names) {
      const kept = inodes.get(inode) ?? remains(inode, survives);
      inodes.set(inode, kept);
      left.#names.set(file, kept);
    }
    left.#durableNames = new Map(left.#names);
    return left;
  }

  /** Puts content in place as if it had always been there. */
  plant(file: string, content: Uint8Array): void {
    const inode: Inode = { content: content.slice(), durable: content.slice() };
    this.#names.set(file, inode);
    this.#durableNames.set(file, inode);
  }

  #create(file: string): Inode | undefined {
    if (!this.#folders.has(path.dirname(file))) return undefined;
    const inode: Inode = { content: new Uint8Array(), durable: new Uint8Array() };
    this.#names.set(file, inode);
    return inode;
  }
}

function appendFileOf(inode: Inode): AppendFile {
  return {
    append: (bytes) => {
      const grown = new Uint8Array(inode.content.length + bytes.length);
      grown.set(inode.content);
      grown.set(bytes, inode.content.length);
      inode.content = grown;
      return done();
    },
    sync: () => {
      inode.durable = inode.content;
      return done();
    },
    truncate: (length) => {
      inode.content = inode.content.slice(0, length);
      return done();
    },
    close: done,
  };
}

function remains({ content, durable }: Inode, survives: (unsyncedBytes: number) => number): Inode {
  const appendedOnly = content.length >= durable.length && durable.every((byte, index) => byte === content[index]);
  const left = appendedOnly ? content.slice(0, durable.length + survives(content.length - durable.length)) : durable;
  return { content: left, durable: left };
}

function namesIn(names: ReadonlyMap<string, Inode>, folder: string): readonly string[] {
  return [...names.keys()].filter((file) => path.dirname(file) === folder);
}

function done(): FileResult<void> {
  return Promise.resolve(ok(undefined));
}

function failed(operation: string, errno: string): Promise<{ readonly ok: false; readonly error: FileFault }> {
  return Promise.resolve(err({ kind: "failed", operation, errno }));
}
