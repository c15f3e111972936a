import { utilityProcess } from "electron";
import type { SpawnHost } from "./host-process.ts";

/** Runs the reader host's bundle as an Electron utility process. `modulePath` is the absolute path of the bundle. */
export function electronHostSpawner(modulePath: string): SpawnHost {
  return (listener) => {
    const child = utilityProcess.fork(modulePath, [], { serviceName: "kalian-reader-host", stdio: "ignore" });
    let isGone = false;
    child.on("message", (message: unknown) => listener.message(message));
    child.once("exit", () => {
      isGone = true;
      listener.exited();
    });
    return {
      send(message) {
        if (!isGone) child.postMessage(message);
      },
      kill() {
        if (isGone) return;
        // Its pid is known once it runs. UtilityProcess.kill would send SIGTERM, which a stopped process does not act on.
        if (child.pid === undefined) child.once("spawn", () => killNow(child.pid));
        else killNow(child.pid);
      },
    };
  };
}

function killNow(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // Gone already; its exit is told as for any other end.
  }
}
