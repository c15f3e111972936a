import path from "node:path";
import * as z from "zod/mini";
import { type DockPushName, dockPushChannel } from "../../../shared/contracts/dock-names.ts";
import { handleDockRequests } from "../ipc/handle-dock-requests.ts";
import { pushTo } from "../ipc/push.ts";
import { pageUrl } from "../ipc/sender-guard.ts";
import { loadCheckedJson } from "../settings/load-checked-json.ts";
import { describeSettingsFault } from "../settings/settings-fault.ts";
import { createWindow } from "../shell/create-window.ts";
import type { RunningTerminal } from "../start-terminal.ts";
import { DockSession, ScriptedCard } from "./dock-session.ts";
import type { FaultProxy } from "./fault-proxy.ts";

/** Opens the development dock beside a running terminal. Without its card file there is no dock, and standard error says so. */
export async function openDock(
  running: RunningTerminal,
  proxy: FaultProxy,
  devServerUrl: string | undefined,
): Promise<void> {
  const { counter, settings, distDir, resourcesDir } = running;
  const cards = await loadCheckedJson(path.join(resourcesDir, "demo", "stock-cards.json"), z.array(ScriptedCard));
  if (!cards.ok) {
    process.stderr.write(`no dock: ${describeSettingsFault(cards.error)}\n`);
    return;
  }
  const window = createWindow({
    title: "卡联 · 虚拟读卡器",
    width: 780,
    height: 1000,
    minWidth: 480,
    minHeight: 480,
    preloadFile: path.join(distDir, "electron", "preload-dock.cjs"),
  });
  const file = path.join(distDir, "renderer", "dock.html");
  const url = devServerUrl === undefined ? pageUrl(file) : new URL("dock.html", devServerUrl).href;
  const push = (name: DockPushName) => (value: unknown) => pushTo(window, dockPushChannel(name), value);
  const session = new DockSession({
    counter,
    settings,
    proxy,
    cards: cards.value,
    pushView: push("view"),
    pushEvent: push("event"),
  });
  handleDockRequests(
    () => (window.isDestroyed() ? undefined : { webContentsId: window.webContents.id, url }),
    session.handlers,
  );
  window.once("ready-to-show", () => window.showInactive());
  await window.loadURL(url);
}
