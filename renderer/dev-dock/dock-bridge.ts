import * as z from "zod/mini";
import {
  type DockBridge,
  type DockPush,
  type DockPushName,
  DockReply,
  type DockRequest,
  type DockRequestName,
  dockPushes,
  dockRequests,
} from "../../shared/contracts/dock.ts";

declare global {
  interface Window {
    readonly kalianDock?: DockBridge;
  }
}

const pushSchemas: { readonly [Name in DockPushName]: z.ZodMiniType<DockPush<Name>> } = dockPushes;
const requestSchemas: { readonly [Name in DockRequestName]: z.ZodMiniType<DockRequest<Name>> } = dockRequests;

type DockRequests = { readonly [Name in DockRequestName]: (payload: DockRequest<Name>) => Promise<DockReply> };

function request<Name extends DockRequestName>(dock: DockRequests, name: Name) {
  return async (payload: DockRequest<Name>): Promise<DockReply> => {
    if (!requestSchemas[name].safeParse(payload).success) return { kind: "rejected", why: "payload" };
    const reply = z.safeParse(DockReply, await dock[name](payload));
    return reply.success ? reply.data : { kind: "rejected", why: "payload" };
  };
}

/** Hands on only what parses; anything else is dropped, and the dock keeps showing what it had. */
function guarded<Name extends DockPushName>(name: Name, listener: (value: DockPush<Name>) => void) {
  return (value: unknown) => {
    const parsed = pushSchemas[name].safeParse(value);
    if (parsed.success) listener(parsed.data);
  };
}

/** Speaks to main through what the dock's preload exposes. Throws when it is missing: the page was opened outside the product. */
export function createDockBridge(host: Window): DockBridge {
  const dock = host.kalianDock;
  if (dock === undefined) throw new Error("window.kalianDock is missing: the preload did not run");
  return {
    dockReady: request(dock, "dockReady"),
    scriptedSwipe: request(dock, "scriptedSwipe"),
    central: request(dock, "central"),
    onView: (listener) => dock.onView(guarded("view", listener)),
    onEvent: (listener) => dock.onEvent(guarded("event", listener)),
  };
}
