const { ipcRenderer } = require("electron");
ipcRenderer.on("card", (_event, lastFour) => {
  document.querySelector("h1").textContent = lastFour;
});
