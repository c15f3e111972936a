// The product's main process: real readers only. The development variant is dev.ts.
import { startTerminal } from "./start-terminal.ts";

void startTerminal({
  hostBundle: "reader-host.cjs",
  devServerUrl: undefined,
  scriptedReaders: [],
  reachCentral: (url) => Promise.resolve(url),
  extraSwitches: [],
  onRunning: () => undefined,
});
