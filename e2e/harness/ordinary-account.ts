import { cp, copyFile, mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { electronExecutable } from "./repository.ts";

/** `nobody` and its group on Debian and most others: any account without rights does, it need not have a name. */
const accountId = 65_534;

/**
 * A program that starts Electron as an ordinary account, for a terminal whose folder `folder` is. Undefined where this process is no
 * administrator: then every terminal runs as an ordinary account already.
 */
export async function electronAsOrdinaryAccount(folder: string): Promise<string | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const home = path.join(folder, "home");
  await mkdir(home, { mode: 0o777 });
  // The administrator's own files, the runtime among them, are out of the account's reach. Hard links cost nothing.
  const runtime = path.join(folder, "electron");
  await cp(path.dirname(electronExecutable()), runtime, { recursive: true, mode: 0 });
  const environment = [`HOME=${home}`, `XDG_CONFIG_HOME=${path.join(home, "config")}`];
  const display = process.env["XAUTHORITY"];
  if (display !== undefined) {
    await copyFile(display, path.join(home, "xauthority"));
    environment.push(`XAUTHORITY=${path.join(home, "xauthority")}`);
  }
  const account = `setpriv --reuid=${accountId} --regid=${accountId} --clear-groups`;
  const executable = path.join(folder, "electron-as-ordinary-account");
  const program = path.join(runtime, path.basename(electronExecutable()));
  await writeFile(executable, `#!/bin/sh\nexec ${account} env ${environment.map(quoted).join(" ")} ${quoted(program)} "$@"\n`, {
    mode: 0o755,
  });
  return executable;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
