// The development main process: main.ts with a scripted reader, a dock that feeds it, and a proxy that can cut the service off.
import { scriptedPath, scriptedProfileId } from "./dev-dock/dock-session.ts";
import { FaultProxy } from "./dev-dock/fault-proxy.ts";
import { openDock } from "./dev-dock/open-dock.ts";
import { startTerminal } from "./start-terminal.ts";

const proxy = new FaultProxy();
const devServerUrl = process.env["VITE_DEV_SERVER_URL"];

void startTerminal({
  hostBundle: "reader-host-dev.cjs",
  devServerUrl,
  scriptedReaders: [{ profileId: scriptedProfileId, path: scriptedPath }],
  reachCentral: (url) => proxy.standBefore(url),
  extraSwitches: [],
  onRunning: (running) => void openDock(running, proxy, devServerUrl),
});
