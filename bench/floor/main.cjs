// The floor: the least that shows a card. A plain window, one text node, and with --reader=<family>=<node> the reader's own library.
const path = require("node:path");
const { app, BrowserWindow, utilityProcess } = require("electron");
const reader = process.argv.find((argument) => argument.startsWith("--reader="))?.slice("--reader=".length);

void app.whenReady().then(() => {
  const preload = path.join(__dirname, "preload.cjs");
  const window = new BrowserWindow({
    width: 1366,
    height: 768,
    webPreferences: { backgroundThrottling: false, ...(reader === undefined ? {} : { preload }) },
  });
  void window.loadFile(path.join(__dirname, "index.html"));
  if (reader === undefined) return;
  const host = utilityProcess.fork(path.join(__dirname, "reader.cjs"), [reader]);
  host.on("message", (lastFour) => window.webContents.send("card", lastFour));
});
