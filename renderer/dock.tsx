import { createDockBridge } from "./dev-dock/dock-bridge.ts";
import { startDock } from "./dev-dock/start-dock.tsx";

const container = document.getElementById("root");
if (container === null) throw new Error("dock.html has no #root");
startDock(createDockBridge(window), container, window);
