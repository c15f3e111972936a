// Loaded into main before its own code: closes the window at the moment at which its page stands but is still loading.
const { app } = require("electron");

app.once("browser-window-created", (_event, window) => {
  window.webContents.once("dom-ready", () => window.close());
});
