import { contextBridge, type IpcRendererEvent, ipcRenderer } from "electron";

// The development dock's window. Names are written out: the contract's schemas must not be loaded into a preload.
const request =
  (name: string) =>
  (payload: unknown): Promise<unknown> =>
    ipcRenderer.invoke(`dock:request:${name}`, payload);

const subscriber =
  (name: string) =>
  (listener: (value: unknown) => void): (() => void) => {
    const channel = `dock:push:${name}`;
    const forward = (_event: IpcRendererEvent, value: unknown): void => listener(value);
    ipcRenderer.on(channel, forward);
    return () => {
      ipcRenderer.off(channel, forward);
    };
  };

contextBridge.exposeInMainWorld("kalianDock", {
  dockReady: request("dockReady"),
  scriptedSwipe: request("scriptedSwipe"),
  central: request("central"),
  onView: subscriber("view"),
  onEvent: subscriber("event"),
});
