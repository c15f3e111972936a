import { createIpcBridge } from "./bridge/ipc-bridge.ts";
import { startCounter } from "./start-counter.tsx";

const container = document.getElementById("root");
if (container === null) throw new Error("index.html has no #root");

// Main logs what the page reports; the channel's name holds no data of a card.
const bridge = createIpcBridge(window, ({ channel }) =>
  window.reportError(new Error(`malformed message on ${channel}`)),
);
startCounter(bridge, container, window);
