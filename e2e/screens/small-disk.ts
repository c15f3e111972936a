import { execFileSync } from "node:child_process";
import { chmod, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { electronExecutable } from "../harness/repository.ts";

const sizeKiB = 65_536;

/** A disk of its own for one terminal, which can be filled to the last byte without anybody else's noticing. */
export interface SmallDisk {
  /** Starts the terminal on it, in place of Electron. */
  readonly executable: string;
  /** Fills it, as the terminal whose main process this is sees it. */
  readonly fill: (mainPid: number) => Promise<void>;
  readonly clear: (mainPid: number) => Promise<void>;
}

/** Makes a program that mounts the disk at `dataDir`, for itself alone, and becomes Electron; undefined where mounting is not allowed. */
export async function smallDisk(dataDir: string): Promise<SmallDisk | undefined> {
  const options = process.getuid?.() === 0 ? ["--mount"] : ["--mount", "--map-root-user"];
  try {
    execFileSync("unshare", [...options, "mount", "-t", "tmpfs", "tmpfs", dataDir], { stdio: "ignore" });
  } catch {
    return undefined;
  }
  const executable = path.join(path.dirname(dataDir), "electron-on-small-disk");
  const mount = `mount -t tmpfs -o size=${sizeKiB}k tmpfs "$0" && exec "$@"`;
  const start = `exec unshare ${options.join(" ")} sh -c '${mount}' '${dataDir}' '${electronExecutable()}' --no-sandbox "$@"`;
  await writeFile(executable, `#!/bin/sh\n${start}\n`);
  await chmod(executable, 0o755);
  // The mount is seen only through a process that lives beside it.
  const filler = (pid: number): string => path.join(`/proc/${pid}/root`, dataDir, "filler");
  return {
    executable,
    fill: async (pid) => {
      await writeFile(filler(pid), Buffer.alloc(sizeKiB * 1024)).catch((problem: NodeJS.ErrnoException) => {
        if (problem.code !== "ENOSPC") throw problem;
      });
    },
    clear: (pid) => rm(filler(pid)),
  };
}
