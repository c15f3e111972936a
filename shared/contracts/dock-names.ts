// Names only, no schemas: the dock's preload must stay small.

/** Requests of the development dock's window: each is one named method of its preload. */
export const dockRequestNames = ["dockReady", "scriptedSwipe", "central"] as const;
export type DockRequestName = (typeof dockRequestNames)[number];

/** Pushes to the dock's window. */
export const dockPushNames = ["view", "event"] as const;
export type DockPushName = (typeof dockPushNames)[number];

/** Wire name of a request channel of the dock: one place, so that preload and handlers cannot drift. */
export function dockRequestChannel(name: DockRequestName): string {
  return `dock:request:${name}`;
}

/** Wire name of a push channel of the dock. */
export function dockPushChannel(name: DockPushName): string {
  return `dock:push:${name}`;
}
