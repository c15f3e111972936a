import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, open, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { findPortHolders } from "./port-holders.ts";

// Few programs read zeros for long.
const node = "/dev/zero";
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "holders-"));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

test("a program that has a node open is named under every name of the node, and no longer when it has ended", async () => {
  const link = path.join(folder, "reader");
  await symlink(node, link);
  const device = await open(node, "r");
  const holder = spawn("/bin/sleep", ["60"], { stdio: [device.fd, "ignore", "ignore"] });
  const ended = once(holder, "exit");
  await once(holder, "spawn");
  const found = [await findPortHolders(node), await findPortHolders(link)];
  holder.kill("SIGKILL");
  await ended;
  const after = await findPortHolders(node);
  await device.close();

  const ours = { pid: holder.pid, program: "sleep" };
  expect(found).toEqual([expect.arrayContaining([ours]), expect.arrayContaining([ours])]);
  expect(after).not.toContainEqual(ours);
});

test("we are not among the holders, and a node that is not there has none", async () => {
  const device = await open(node, "r");
  const holders = await findPortHolders(node);
  await device.close();

  expect(holders.map(({ pid }) => pid)).not.toContain(process.pid);
  expect(await findPortHolders(path.join(folder, "missing"))).toEqual([]);
});
