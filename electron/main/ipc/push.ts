import type { BrowserWindow } from "electron";

/** Sends a snapshot to a window's page; a window that is gone misses nothing. The only sender to a page, beside the replies to its requests. */
export function pushTo(window: BrowserWindow, channel: string, value: unknown): void {
  if (!window.isDestroyed()) window.webContents.send(channel, value);
}
