import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startLab } from "./lab-client.ts";

const PYTHON = "/usr/bin/python3";
const script = fileURLToPath(new URL("./lab.py", import.meta.url));

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "lab-test-"));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

function runLab(args: readonly string[]) {
  const command = [script, path.join(folder, "control"), ...args];
  return spawn(PYTHON, command, { env: { ...process.env, TMPDIR: folder }, stdio: ["pipe", "pipe", "inherit"] });
}

test("the lab ends with the program it runs, with its exit code, and leaves nothing behind", async () => {
  const lab = runLab(["--", "sh", "-c", 'test -S "$LAB_SOCKET" && test -d "$UMOCKDEV_DIR/sys" && exit 7']);
  const [code] = await once(lab, "exit");

  expect([code, await readdir(folder)]).toEqual([7, []]);
});

test("a lab that is terminated ends its program and leaves nothing behind", async () => {
  const lab = runLab(["--", "sh", "-c", "echo started; exec sleep 60"]);
  await once(lab.stdout, "data");
  lab.kill("SIGTERM");
  const [code] = await once(lab, "exit");

  expect([code, await readdir(folder)]).toEqual([128 + 15, []]);
});

test("a lab that serves ends with its standard input, or when it is told to quit", async () => {
  const lab = runLab(["--serve"]);
  await once(lab.stdout, "data");
  lab.stdin.end();
  const [code] = await once(lab, "exit");

  const another = runLab(["--serve"]);
  await once(another.stdout, "data");
  connect(path.join(folder, "control")).end('{"id":1,"op":"plug","model":"magtek"}\n{"id":2,"op":"quit"}\n');
  const [anothersCode] = await once(another, "exit");

  expect([code, anothersCode, await readdir(folder)]).toEqual([0, 0, []]);
});

test("a lab ends with the process that started it, however that one died", async () => {
  const scratch = path.join(folder, "scratch");
  const owner = `
    require("node:fs").mkdirSync(${JSON.stringify(scratch)});
    const command = ${JSON.stringify([script, path.join(scratch, "control"), "--serve", "--scratch", scratch])};
    const stdio = ["pipe", "inherit", "inherit"];
    require("node:child_process").spawn(${JSON.stringify(PYTHON)}, command, { stdio });`;
  const child = spawn(process.execPath, ["-e", owner], { stdio: ["ignore", "pipe", "inherit"] });
  const [line] = await once(child.stdout, "data");
  child.kill("SIGKILL");

  expect(JSON.parse(String(line))).toMatchObject({ ready: true, preload: "libumockdev-preload.so.0" });
  await expect.poll(() => existsSync(scratch), { timeout: 5000 }).toBe(false);
});

test("two labs don't see each other's devices, and stopping one leaves the other alone", async () => {
  const [one, other] = await Promise.all([startLab(), startLab()]);
  await one.plugMagTek();
  const reader = await other.plugMagTek({ serial: "OTHER" });
  await one.stop();

  await expect(one.list()).rejects.toMatchObject({ kind: "ended" });
  expect(await reader.state()).toMatchObject({ node: "/dev/hidraw0", serial: "OTHER" });
  await other.stop();
  expect(existsSync(other.env.UMOCKDEV_DIR)).toBe(false);
});

test("the lab refuses what it can't do, and goes on", async () => {
  const lab = await startLab();
  const reader = await lab.plugMagTek({ number: 2 });

  await expect(lab.plugMagTek({ number: 2 })).rejects.toMatchObject({ kind: "refused" });
  await expect(lab.plugSerial({ serial: "two\nlines" })).rejects.toMatchObject({ kind: "refused" });
  await reader.unplug();
  await expect(reader.unplug()).rejects.toThrow("nothing is plugged at /dev/hidraw2");
  expect(await lab.list()).toEqual([]);
  await lab.stop();
});
