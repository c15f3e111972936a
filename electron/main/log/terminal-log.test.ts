import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, expect, it } from "vitest";
import { openTerminalLog } from "./terminal-log.ts";

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

async function aDataFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "kalian-log-"));
  folders.push(folder);
  return folder;
}

it("terminal log: writes one JSON line an event and lets no number through", async () => {
  const dataDir = await aDataFolder();
  const log = openTerminalLog(dataDir);

  log.warn("reader.failed", { readerId: "magtek-usb-hid:LAB0001", text: "6222020000000000000" });

  const [line = ""] = (await readFile(path.join(dataDir, "log", "terminal.log"), "utf8")).split("\n");
  expect(JSON.parse(line)).toEqual({
    level: 40,
    time: expect.any(String),
    event: "reader.failed",
    readerId: "magtek-usb-hid:LAB0001",
    text: "[number]",
  });
});

it.skipIf(process.platform === "win32")("terminal log: is for its own account alone", async () => {
  const dataDir = await aDataFolder();
  openTerminalLog(dataDir).info("terminal.started");

  const modes = [];
  for (const name of ["log", "log/terminal.log"]) modes.push((await stat(path.join(dataDir, name))).mode & 0o777);

  expect(modes).toEqual([0o700, 0o600]);
});

it("terminal log: where nothing can be written the terminal goes on without one", () => {
  const log = openTerminalLog("/dev/null/nowhere");

  expect(() => log.error("start-failed", { code: "journal/disk-full" })).not.toThrow();
});
