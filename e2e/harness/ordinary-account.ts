import { execFileSync, spawnSync } from "node:child_process";
import { chmod, copyFile, mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { electronExecutable, inRepository } from "./repository.ts";

/** `nobody` and its group on Debian and most others: any account without rights does, it need not have a name. */
const accountId = 65_534;

/** Whether an ordinary account can run the program from this checkout; root's own home, for one, is closed to it. */
export function isCheckoutReachable(): boolean {
  if (process.getuid?.() !== 0) return true;
  const asAccount = ["--reuid", String(accountId), "--regid", String(accountId), "--clear-groups"];
  return spawnSync("setpriv", [...asAccount, "test", "-r", inRepository("package.json")]).status === 0;
}

/** `programAsOrdinaryAccount` for the Electron that runs the checkout. */
export async function electronAsOrdinaryAccount(folder: string): Promise<string | undefined> {
  return await programAsOrdinaryAccount(folder, electronExecutable());
}

/**
 * A program that starts this one as an ordinary account, for a terminal whose folder `folder` is. Undefined where this process is no
 * administrator: then every terminal runs as an ordinary account already.
 */
export async function programAsOrdinaryAccount(folder: string, program: string): Promise<string | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const home = path.join(folder, "home");
  await mkdir(home);
  await chmod(home, 0o777);
  const reachable = path.join(linkFolderOf(program, folder), path.basename(program));
  const environment = [`HOME=${home}`, `XDG_CONFIG_HOME=${path.join(home, "config")}`];
  const permit = process.env["XAUTHORITY"];
  if (permit !== undefined && permit !== "") environment.push(`XAUTHORITY=${await copyReadable(permit, home)}`);
  const account = `setpriv --reuid=${accountId} --regid=${accountId} --clear-groups`;
  const executable = path.join(folder, "electron-as-ordinary-account");
  const script = `#!/bin/sh\nexec ${account} env ${environment.map(quoted).join(" ")} ${quoted(reachable)} "$@"\n`;
  await writeFile(executable, script, { mode: 0o755 });
  return executable;
}

/** The administrator's own files, the program among them, are out of the account's reach. Hard links cost nothing, where they can be made. */
function linkFolderOf(program: string, folder: string): string {
  const runtime = path.join(folder, "electron");
  const from = path.dirname(program);
  try {
    execFileSync("cp", ["-al", from, runtime], { stdio: "ignore" });
  } catch {
    execFileSync("cp", ["-a", from, `${runtime}-copy`]);
    return `${runtime}-copy`;
  }
  return runtime;
}

async function copyReadable(file: string, folder: string): Promise<string> {
  const copy = path.join(folder, path.basename(file));
  await copyFile(file, copy);
  await chmod(copy, 0o644);
  return copy;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
