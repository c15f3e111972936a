import { createIpcBridge } from "./bridge/ipc-bridge.ts";
import { createReportFailure, reportUncaught } from "./bridge/report-failure.ts";
import { startCounter } from "./start-counter.tsx";

const container = document.getElementById("root");
if (container === null) throw new Error("index.html has no #root");

const bridge = createIpcBridge(window, ({ channel }) => {
  const fault = new Error("not what the contract says");
  fault.name = `MalformedMessage.${channel}`;
  reportFailure(fault);
});
const reportFailure = createReportFailure(bridge);
reportUncaught(window, reportFailure);
startCounter(bridge, container, window, reportFailure);
