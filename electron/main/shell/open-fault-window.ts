import { app, BrowserWindow } from "electron";
import { faultPage, type ToldFault } from "./fault-text.ts";

/** Shows a fault in a window of its own, where the counter's can't be; resolves once it was closed. Waits for a display. */
export async function openFaultWindow(fault: ToldFault): Promise<void> {
  await app.whenReady();
  const window = new BrowserWindow({
    width: 900,
    height: 620,
    backgroundColor: "#edf0f4",
    webPreferences: {
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      devTools: !app.isPackaged,
      spellcheck: false,
    },
  });
  const closed = new Promise<void>((resolve) => window.once("closed", () => resolve()));
  await window.loadURL(`data:text/html;charset=utf-8,${encodeURIComponent(faultPage(fault))}`);
  await closed;
}
