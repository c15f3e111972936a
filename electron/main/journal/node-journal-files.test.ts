import { mkdtemp, rm, stat, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { describeJournalFiles } from "./journal-files.contract.ts";
import { nodeJournalFiles } from "./node-journal-files.ts";

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

async function aFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "kalian-files-"));
  folders.push(folder);
  return folder;
}

describeJournalFiles("node", async () => ({ files: nodeJournalFiles, folder: await aFolder() }));

it.skipIf(process.platform === "win32")("makes files and folders that other accounts can't read", async () => {
  const folder = path.join(await aFolder(), "journal");
  await nodeJournalFiles.makeFolder(folder);
  await nodeJournalFiles.createExclusive(path.join(folder, "a"));
  const opened = await nodeJournalFiles.openAppend(path.join(folder, "b"));
  if (opened.ok) await opened.value.close();

  const modes = [];
  for (const name of [".", "a", "b"]) modes.push((await stat(path.join(folder, name))).mode & 0o777);

  expect(modes).toEqual([0o700, 0o600, 0o600]);
});

it.skipIf(process.platform !== "linux")("says that the disk is full", async () => {
  // /dev/full is a device whose every write fails for want of space.
  const file = path.join(await aFolder(), "full");
  await symlink("/dev/full", file);
  const opened = await nodeJournalFiles.openAppend(file);
  if (!opened.ok) throw new Error(opened.error.errno);

  expect(await opened.value.append(Uint8Array.of(1))).toEqual({
    ok: false,
    error: { kind: "disk-full", operation: "append", errno: "ENOSPC" },
  });
  await opened.value.close();
});

describe.skipIf(process.platform !== "linux")("asks the system, not its cache, to make durable", () => {
  // What lies in /dev and /proc can't be synced, and the system says so to whoever asks.
  const refused = (operation: string) => ({ ok: false, error: { kind: "failed", operation, errno: "EINVAL" } });

  it("a file's content", async () => {
    const file = path.join(await aFolder(), "null");
    await symlink("/dev/null", file);
    const opened = await nodeJournalFiles.openAppend(file);
    if (!opened.ok) throw new Error(opened.error.errno);

    expect(await opened.value.sync()).toEqual(refused("sync"));
    await opened.value.close();
  });

  it("a folder's names", async () => {
    expect(await nodeJournalFiles.syncFolder("/proc")).toEqual(refused("syncFolder"));
  });

  it("the name of a folder it made, or found made", async () => {
    expect(await nodeJournalFiles.makeFolder("/proc/sys")).toEqual(refused("makeFolder"));
  });
});
