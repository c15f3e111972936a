import type { Menu, Session, WebContents } from "electron";

/** Electron's `app`, as far as it is needed here. */
interface Pages {
  on(event: "web-contents-created", listener: (event: unknown, contents: WebContents) => void): unknown;
}

/**
 * Takes from every page, present and future, what none of ours needs: navigation, new windows, webviews and permissions. Takes the menu, too:
 * one that is merely hidden still has its keys, which inspect, reload or close a page. Call it before the app is ready.
 */
export function harden(app: Pages, menu: Pick<typeof Menu, "setApplicationMenu">): void {
  menu.setApplicationMenu(null);
  app.on("web-contents-created", (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: "deny" }));
    contents.on("will-navigate", (event) => event.preventDefault());
    contents.on("will-attach-webview", (event) => event.preventDefault());
  });
}

/** Denies every permission a page could ask for. */
export function denyPermissions(
  session: Pick<Session, "setPermissionRequestHandler" | "setPermissionCheckHandler">,
): void {
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  session.setPermissionCheckHandler(() => false);
}
