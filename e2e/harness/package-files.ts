// Formats: the fuse wire at the end of https://www.electronjs.org/docs/latest/tutorial/fuses, the archive's header as in
// https://github.com/electron/asar#format. Read here by our own few lines: what the packager wrote is not checked by the packager.
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import * as z from "zod";
import { inRepository } from "./repository.ts";

/** What `node scripts/package.mjs --all` builds: the program as it ships, and the one that lets tests in. */
export type Package = "release" | "release-e2e";

const fuseSentinel = "dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX";
const fuseNames = [
  "runAsNode",
  "cookieEncryption",
  "nodeOptions",
  "nodeCliInspect",
  "asarIntegrity",
  "onlyLoadAppFromAsar",
  "browserV8Snapshot",
];
const fuseStates = new Map([
  ["0", "off"],
  ["1", "on"],
]);

const Folder = z.object({ files: z.record(z.string(), z.unknown()) });
const File = z.object({ size: z.number(), offset: z.optional(z.string()), unpacked: z.optional(z.boolean()) });

/** One file of the program's archive. */
export interface ArchivedFile {
  readonly name: string;
  /** Beside the archive, as what the system loads has to be. */
  readonly isUnpacked: boolean;
  readonly bytes: Buffer;
}

/** Path of the packaged program. Throws, saying how it is built, where it is not there. */
export function packagedProgram(which: Package): string {
  const program = inRepository(which, "linux-unpacked", "kalian");
  if (!existsSync(program)) throw new Error(`${which} is not built: node scripts/package.mjs --all`);
  return program;
}

/** The fuses of an executable, by name; of later versions only those that the oldest Electron has. */
export function readFuses(program: string): Readonly<Record<string, string>> {
  const bytes = readFileSync(program);
  const at = bytes.indexOf(fuseSentinel) + fuseSentinel.length;
  if (at < fuseSentinel.length) throw new Error(`${program} has no fuses`);
  const wire = bytes.subarray(at + 2, at + 2 + (bytes[at + 1] ?? 0)).toString("latin1");
  return Object.fromEntries(fuseNames.map((name, index) => [name, fuseStates.get(wire.charAt(index)) ?? "unknown"]));
}

/** All files of a packaged program's archive, sorted by name. */
export function readArchive(program: string): readonly ArchivedFile[] {
  const archive = path.join(path.dirname(program), "resources", "app.asar");
  const bytes = readFileSync(archive);
  const headerBytes = bytes.readUInt32LE(12);
  const header: unknown = JSON.parse(bytes.subarray(16, 16 + headerBytes).toString("utf8"));
  // The header's size, with its padding, stands before it.
  const bodyAt = 8 + bytes.readUInt32LE(4);
  return filesOf(header, "").map(({ name, file }) => {
    const isUnpacked = file.unpacked === true;
    const at = bodyAt + Number(file.offset ?? 0);
    const content = isUnpacked
      ? readFileSync(path.join(`${archive}.unpacked`, name))
      : bytes.subarray(at, at + file.size);
    return { name, isUnpacked, bytes: content };
  });
}

/** Hashes of the files by name, to compare two archives. */
export function hashesOf(files: readonly ArchivedFile[]): ReadonlyMap<string, string> {
  return new Map(files.map(({ name, bytes }) => [name, createHash("sha256").update(bytes).digest("hex")]));
}

function filesOf(entry: unknown, name: string): readonly { name: string; file: z.infer<typeof File> }[] {
  const folder = Folder.safeParse(entry);
  if (!folder.success) return [{ name, file: File.parse(entry) }];
  return Object.entries(folder.data.files)
    .flatMap(([child, below]) => filesOf(below, name === "" ? child : `${name}/${child}`))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
