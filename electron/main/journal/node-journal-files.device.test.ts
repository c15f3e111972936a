// The promise is proved on files that forget what was not synced. Here the machine's own files are watched by strace: each call of the port
// must make just the system calls that the forgetful files take it for, in the same order.
import { existsSync } from "node:fs";
import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it } from "vitest";
import { namedPath, openedOn, readTracedCalls, type TracedCall } from "../../../lab/traced-call.ts";
import { Tracer, whyNoTracing } from "../../../lab/tracer.ts";
import { ok } from "../../../shared/basics/result.ts";
import { durableFile } from "./durable-file.ts";
import { anEntry, Counter, confirmedReply, get, idOf } from "./journal.fixture.ts";
import { openJournal } from "./journal.ts";
import type { AppendFile, FileResult, JournalFiles } from "./journal-files.ts";
import { createKeyFile } from "./journal-key.ts";
import { nodeJournalFiles } from "./node-journal-files.ts";

const traceLimitMs = 60_000;

/** A call that changes what is on disk or makes it durable, as `name of the file's last part`. */
function durabilityCalls(trace: string, folder: string): readonly string[] {
  const calls = readTracedCalls(trace).filter(({ hasFailed }) => !hasFailed);
  return calls.flatMap((call) => {
    const name = nameOf(call);
    const file = openedOn(call.rest) ?? namedPath(call.rest) ?? "";
    return name === undefined || !`${file}/`.startsWith(`${folder}/`) ? [] : [`${name} ${path.basename(file)}`];
  });
}

const watchedNames: ReadonlySet<string> = new Set(["mkdir", "write", "fdatasync", "fsync", "ftruncate", "rename"]);

/** Opening counts where it can make a name. */
function nameOf({ name, rest }: TracedCall): string | undefined {
  if (name === "openat") return rest.includes("O_CREAT") ? "create" : undefined;
  if (name === "unlink" || name === "unlinkat") return "unlink";
  return watchedNames.has(name) ? name : undefined;
}

/** The machine's files; tells, call by call, what the forgetful files take each for. */
function modelled(told: string[]): JournalFiles {
  const tell = async <T>(work: () => FileResult<T>, ...calls: readonly string[]): FileResult<T> => {
    const result = await work();
    if (result.ok) told.push(...calls);
    return result;
  };
  const files = nodeJournalFiles;
  const last = (file: string): string => path.basename(file);
  return {
    list: (folder) => files.list(folder),
    read: (file) => files.read(file),
    makeFolder: (folder) => tell(() => files.makeFolder(folder), ...madeFolders(folder)),
    createExclusive: (file) => tell(() => files.createExclusive(file), `create ${last(file)}`),
    rename: (from, to) => tell(() => files.rename(from, to), `rename ${last(from)}`),
    remove: (file) => tell(() => files.remove(file), ...(existsSync(file) ? [`unlink ${last(file)}`] : [])),
    syncFolder: (folder) => tell(() => files.syncFolder(folder), `fsync ${last(folder)}`),
    openAppend: async (file) => {
      const opened = await tell(() => files.openAppend(file), `create ${last(file)}`);
      return opened.ok ? ok(modelledAppend(opened.value, last(file), tell)) : opened;
    },
  };
}

/** Missing parents first, each durable in its own parent; a folder that is there is made durable once more. */
function madeFolders(folder: string): readonly string[] {
  const synced = `fsync ${path.basename(path.dirname(folder))}`;
  if (existsSync(folder)) return [synced];
  const parent = path.dirname(folder);
  return [...(existsSync(parent) ? [] : madeFolders(parent)), `mkdir ${path.basename(folder)}`, synced];
}

type Tell = <T>(work: () => FileResult<T>, ...calls: readonly string[]) => FileResult<T>;

function modelledAppend(file: AppendFile, name: string, tell: Tell): AppendFile {
  return {
    append: (bytes) => tell(() => file.append(bytes), `write ${name}`),
    sync: () => tell(() => file.sync(), `fdatasync ${name}`),
    truncate: (length) => tell(() => file.truncate(length), `ftruncate ${name}`),
    close: () => file.close(),
  };
}

const itTraced = it.skipIf(whyNoTracing() !== undefined);

itTraced(
  "the machine's files make the model's calls in the model's order, through a journal's whole life",
  async () => {
    const folder = await realpath(await mkdtemp(path.join(tmpdir(), "kalian-卡-")));
    try {
      const told: string[] = [];
      const files = modelled(told);
      const keyProtections = [createKeyFile(durableFile(files, path.join(folder, "keys/journal")))];
      const options = { ...new Counter().options({ files, keyProtections }), dataFolder: path.join(folder, "data") };
      const tracer = await Tracer.attach(process.pid, `${folder}.trace`);

      const journal = get(await openJournal(options));
      get(await journal.save(anEntry(1), true));
      get(await journal.settle(idOf(1), confirmedReply(idOf(1))));
      await journal.close();
      const again = get(await openJournal(options));
      get(await again.startAttempt(idOf(1)));
      await again.close();

      const made = durabilityCalls(await tracer.finish(), folder);
      expect(made).toEqual(told);
      expect(made.filter((call) => call === "fdatasync entries.kalian").length).toBeGreaterThanOrEqual(7);
    } finally {
      await rm(folder, { recursive: true, force: true });
      await rm(`${folder}.trace`, { force: true });
    }
  },
  traceLimitMs,
);

for (const [deed, call, kind] of [
  ["ENOSPC", "write", "disk-full"],
  ["EIO", "write", "write-failed"],
  ["EIO", "fdatasync", "write-failed"],
] as const)
  itTraced(
    `an entry whose ${call} fails with ${deed} is said not to be saved, and can be saved once the disk works again`,
    async () => {
      const folder = await realpath(await mkdtemp(path.join(tmpdir(), "kalian-")));
      try {
        const keyProtections = [createKeyFile(durableFile(nodeJournalFiles, path.join(folder, "keys/journal")))];
        const counter = new Counter();
        const options = counter.options({
          files: nodeJournalFiles,
          keyProtections,
          dataFolder: path.join(folder, "data"),
        });
        const journal = get(await openJournal(options));
        const only = [path.join(folder, "data/journal/entries.kalian")];
        const tracer = await Tracer.attach(process.pid, `${folder}.trace`, { deed, call, nth: "every", only });
        const failed = await journal.save(anEntry(1), true);
        await tracer.finish();
        const again = await journal.save(anEntry(1), true);
        await journal.close();

        const found = get(await openJournal(options)).find(idOf(1));
        expect([failed.ok ? null : failed.error.kind, again.ok, found?.state.kind]).toEqual([kind, true, "unknown"]);
      } finally {
        await rm(folder, { recursive: true, force: true });
        await rm(`${folder}.trace`, { force: true });
      }
    },
    traceLimitMs,
  );
