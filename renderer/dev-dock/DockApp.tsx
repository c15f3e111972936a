import { useEffect } from "react";
import { useStore } from "zustand";
import type { DockBridge } from "../../shared/contracts/dock.ts";
import { PlugIcon } from "../components/icons/PlugIcon.tsx";
import { WarningMark } from "../components/icons/WarningMark.tsx";
import { Tag } from "../components/Tag.tsx";
import type { Keyboard } from "../keyboard/keyboard.ts";
import "./dock.css";
import { DockPanel } from "./DockPanel.tsx";
import type { DockStore } from "./dock-store.ts";
import { useDockWords } from "./use-dock-words.ts";

type Props = { readonly bridge: DockBridge; readonly store: DockStore; readonly keyboard: Keyboard };

/** The development dock: passes sample cards to the terminal and makes the service misbehave. Never part of the product. */
export function DockApp({ bridge, store, keyboard }: Props) {
  const { t } = useDockWords();
  const { view, events } = useStore(store);
  useEffect(() => {
    void bridge.dockReady({});
  }, [bridge]);
  return (
    <div className="dock">
      <div className="dock__edge" />
      <header className="dock__header spread">
        <h1 className="row lead">
          <span className="muted">
            <PlugIcon size={32} />
          </span>
          {t("dock.title")}
        </h1>
        <Tag tone="pending" icon={<WarningMark size={20} />}>
          {t("dock.demo")}
        </Tag>
      </header>
      {view === null ? null : <DockPanel bridge={bridge} keyboard={keyboard} view={view} events={events} />}
    </div>
  );
}
