// Loaded into main before its own code: closes the window at the moment at which its page is painted but still loading, which ends the
// load by itself. As on a real desktop the close is news of its own and comes in the middle of nothing.
const path = require("node:path");
const { app, session } = require("electron");

app.whenReady().then(() => {
  const { defaultSession } = session;
  defaultSession.setPreloads([path.join(__dirname, "keep-loading.cjs")]);
  // Neither let through nor refused.
  defaultSession.webRequest.onBeforeRequest({ urls: ["file:///*/never-comes.png"] }, () => undefined);
});

app.once("browser-window-created", (_event, window) => {
  window.once("ready-to-show", () => setImmediate(() => window.close()));
});
