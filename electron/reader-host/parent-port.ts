import type { HostSurroundings } from "./run-reader-host.ts";

/** The surroundings of an Electron utility process: its port to main, which keeps messages until somebody listens. */
export function utilityProcessSurroundings(): HostSurroundings {
  const { parentPort } = process;
  return {
    send: (message) => parentPort.postMessage(message),
    onMessage: (listener) => parentPort.on("message", (event) => listener(event.data)),
    exit: (code) => process.exit(code),
  };
}
