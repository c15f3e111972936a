import { contextBridge, type IpcRendererEvent, ipcRenderer } from "electron";
import {
  type CounterPushName,
  type CounterRequestName,
  counterPushNames,
  counterRequestNames,
  pushChannel,
  requestChannel,
} from "../../shared/contracts/ipc-names.ts";

// Named methods only: no generic send or listen, no event objects, no environment. Payloads are parsed in main and in the page's bridge.
const requests = counterRequestNames.map((name) => [name, request(name)] as const);
const pushes = counterPushNames.map((name) => [subscriberName(name), subscriber(name)] as const);

contextBridge.exposeInMainWorld("kalian", Object.fromEntries([...requests, ...pushes]));

function request(name: CounterRequestName): (payload: unknown) => Promise<unknown> {
  const channel = requestChannel(name);
  return (payload) => ipcRenderer.invoke(channel, payload);
}

function subscriber(name: CounterPushName): (listener: (value: unknown) => void) => () => void {
  const channel = pushChannel(name);
  return (listener) => {
    const forward = (_event: IpcRendererEvent, value: unknown): void => listener(value);
    ipcRenderer.on(channel, forward);
    return () => {
      ipcRenderer.off(channel, forward);
    };
  };
}

function subscriberName(name: CounterPushName): string {
  return `on${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}
