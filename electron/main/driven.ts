// The packaged program as tests drive it from outside: main.ts, but it takes the one switch that lets them in. Never shipped.
import { startTerminal } from "./start-terminal.ts";

void startTerminal({
  hostBundle: "reader-host.cjs",
  devServerUrl: undefined,
  scriptedReaders: [],
  reachCentral: (url) => Promise.resolve(url),
  extraSwitches: ["remote-debugging-port"],
  onRunning: () => undefined,
});
