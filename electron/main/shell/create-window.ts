import { app, BrowserWindow } from "electron";

export interface WindowOptions {
  readonly title: string;
  readonly width: number;
  readonly height: number;
  readonly minWidth: number;
  readonly minHeight: number;
  readonly preloadFile: string;
}

/** A window that shows nothing until its first paint, with the renderer locked down. The page is loaded by the caller. */
export function createWindow(options: WindowOptions): BrowserWindow {
  const { title, width, height, minWidth, minHeight, preloadFile } = options;
  return new BrowserWindow({
    title,
    width,
    height,
    minWidth,
    minHeight,
    useContentSize: true,
    show: false,
    backgroundColor: "#edf0f4",
    webPreferences: {
      preload: preloadFile,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      devTools: !app.isPackaged,
      spellcheck: false,
      // The first cue of the day comes from a swipe, before anyone has touched a key.
      autoplayPolicy: "no-user-gesture-required",
      // An idle counter must notice the first swipe at once, also behind another window.
      backgroundThrottling: false,
    },
  });
}
