import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { systemTimers } from "../system-timers.ts";
import { startUdevMonitor } from "./udev-monitor.ts";

// The programs are scripts of the test: what counts here is what is done with their output and their end.
let folder: string;
let stop: (() => Promise<void>) | undefined;
const searchPath = process.env["PATH"];

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "udev-"));
  process.env["PATH"] = folder;
});

afterEach(async () => {
  await stop?.();
  process.env["PATH"] = searchPath;
  await rm(folder, { recursive: true, force: true });
});

async function program(name: string, script: string): Promise<void> {
  const file = path.join(folder, name);
  await writeFile(file, `#!/bin/sh\n${script}\n`);
  await chmod(file, 0o755);
}

const header = "printf 'monitor will print the received events for:\\nUDEV - the event\\n\\n'";
const hang = "exec /bin/sleep 60";

function monitoring(): () => Promise<string> {
  const told: string[] = [];
  let wake = (): void => undefined;
  const tell = (what: string): void => {
    told.push(what);
    wake();
  };
  stop = startUdevMonitor(
    {
      up: () => tell("up"),
      changed: (subsystem) => tell(subsystem),
      unavailable: (code) => tell(`unavailable ${code}`),
    },
    systemTimers,
  );
  return async () => {
    while (told.length === 0) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    return told.shift() ?? "";
  };
}

test("it is up with the header, and tells the subsystem of each event, cut anywhere", async () => {
  const events =
    "printf 'UDEV  [1.25] add      /devices/usb1/1-1/ttyUSB0/tty/ttyUSB0 (tty)\\nUDEV  [1.3'; /bin/sleep 0.01; " +
    "printf '0] remove   /devices/usb1/1-2/hidraw/hidraw0 (hidraw)\\nnoise (tty)\\nUDEV  [2.00] add  /x (block)\\n'; " +
    "printf 'UDEV  [3.00] change   /devices/y (tty)\\n'";
  await program("udevadm", `${header}; ${events}; ${hang}`);
  const next = monitoring();

  expect([await next(), await next(), await next(), await next()]).toEqual(["up", "tty", "hidraw", "tty"]);
});

test("setpriv is asked to end it with us where there is one", async () => {
  await program("setpriv", `test "$1 $2" = "--pdeathsig KILL" && shift 2 && exec "$@"`);
  await program("udevadm", `${header}; ${hang}`);

  expect(await monitoring()()).toBe("up");
});

test("a monitor that dies is started again and is up again", async () => {
  await program("udevadm", `${header}; exit 0`);
  const next = monitoring();

  expect([await next(), await next()]).toEqual(["up", "up"]);
});

test("a system without udevadm has no monitor, with setpriv and without", async () => {
  const without = await monitoring()();
  await program("setpriv", "exit 127");

  expect([without, await monitoring()()]).toEqual(["unavailable ENOENT", "unavailable ENOENT"]);
});

test("a monitor that never comes up is given up after three deaths", async () => {
  await program("udevadm", "exit 1");

  expect(await monitoring()()).toBe("unavailable EXIT_1");
});
