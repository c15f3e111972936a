import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, it } from "vitest";
import { systemProcessTable } from "./process-table.ts";

const linux = process.platform === "linux";

it("knows that this process runs", () => {
  const processes = systemProcessTable();

  expect(processes.self.pid).toBe(process.pid);
  expect(processes.isRunning(processes.self)).toBe(true);
});

it.skipIf(!linux)("knows a process by its start, not by its number alone", () => {
  const { self, isRunning } = systemProcessTable();

  expect(isRunning({ ...self, startTicks: self.startTicks + 1 })).toBe(false);
  expect(isRunning({ ...self, boot: "another" })).toBe(false);
});

it("knows that a process is gone, and goes by number where there is no start", async () => {
  const { self, isRunning } = systemProcessTable();
  const child = spawn(process.execPath, ["-e", "process.stdin.resume()"], { stdio: ["pipe", "ignore", "ignore"] });
  await once(child, "spawn");
  const mark = { ...self, pid: child.pid ?? 0, startTicks: 0 };

  const before = isRunning(mark);
  child.kill("SIGKILL");
  await once(child, "exit");

  expect([before, isRunning(mark)]).toEqual([true, false]);
});

it.skipIf(!linux)("takes a killed process that nobody collected for gone", async () => {
  // The child's number is said by cat, so that the shell, which would collect it, is cat by then and collects nobody.
  const script = "sleep 100 & child=$!; exec cat <(echo $child) -";
  const shell = spawn("bash", ["-c", script], { stdio: ["pipe", "pipe", "ignore"] });
  const [line] = await once(shell.stdout, "data");
  const pid = Number(line);
  const { self, isRunning } = systemProcessTable();
  const { readFile } = await import("node:fs/promises");
  const startTicks = Number((await readFile(`/proc/${pid}/stat`, "utf8")).split(") ")[1]?.split(" ")[19]);
  const mark = { ...self, pid, startTicks };

  const before = isRunning(mark);
  process.kill(pid, "SIGKILL");
  await expect.poll(() => isRunning(mark)).toBe(false);
  const stillListed = (await readFile(`/proc/${pid}/stat`, "utf8")).includes(") Z ");
  shell.stdin.end();
  await once(shell, "exit");

  expect([before, stillListed]).toEqual([true, true]);
});
