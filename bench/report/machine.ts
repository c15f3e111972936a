import { execFileSync } from "node:child_process";
import { cpus, loadavg, release, totalmem } from "node:os";
import { inRepository } from "../../e2e/harness/repository.ts";
import { inDigits } from "./words.ts";

/** The machine of this run in one line, with how busy it was when the run began. */
export function describeMachine(): string {
  const cores = cpus();
  const electron = execFileSync(process.execPath, [inRepository("scripts", "electron-runtime.mjs"), "--version"], {
    encoding: "utf8",
  });
  const parts = [
    `${cores.length} × ${cores[0]?.model.trim() ?? "unknown processor"}`,
    `${Math.round(totalmem() / 2 ** 30)} GiB`,
    `Linux ${release()}`,
    `Electron ${electron.trim()}`,
    `Node ${process.versions.node}`,
    `load ${inDigits(loadavg()[0] ?? 0)} at the start`,
  ];
  return parts.join(" · ");
}
