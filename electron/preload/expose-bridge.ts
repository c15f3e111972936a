import { contextBridge, type IpcRendererEvent, ipcRenderer } from "electron";

/** Names of a window's requests and pushes, and the channels they go by. */
interface BridgeNames<Request extends string, Push extends string> {
  readonly requests: readonly Request[];
  readonly requestChannel: (name: Request) => string;
  readonly pushes: readonly Push[];
  readonly pushChannel: (name: Push) => string;
}

/**
 * Puts a method for each request and an `on…` for each push on the window. Named methods only: no generic send or listen, no event
 * objects, no environment. Payloads are parsed in main and in the page's bridge.
 */
export function exposeBridge<Request extends string, Push extends string>(
  world: string,
  { requests, requestChannel, pushes, pushChannel }: BridgeNames<Request, Push>,
): void {
  const methods = requests.map((name) => [name, request(requestChannel(name))] as const);
  const subscribers = pushes.map((name) => [subscriberName(name), subscriber(pushChannel(name))] as const);
  contextBridge.exposeInMainWorld(world, Object.fromEntries([...methods, ...subscribers]));
}

function request(channel: string): (payload: unknown) => Promise<unknown> {
  return (payload) => ipcRenderer.invoke(channel, payload);
}

function subscriber(channel: string): (listener: (value: unknown) => void) => () => void {
  return (listener) => {
    const forward = (_event: IpcRendererEvent, value: unknown): void => listener(value);
    ipcRenderer.on(channel, forward);
    return () => {
      ipcRenderer.off(channel, forward);
    };
  };
}

function subscriberName(name: string): string {
  return `on${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}
