import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { I18nextProvider } from "react-i18next";
import type { DockBridge } from "../../shared/contracts/dock.ts";
import { createKeyboard } from "../keyboard/keyboard.ts";
import { createI18n } from "../words/create-i18n.ts";
import { DockApp } from "./DockApp.tsx";
import { createDockStore } from "./dock-store.ts";
import "../tokens/tokens.css";
import "../tokens/base.css";

/** Wires bridge, store, keyboard and words of the dock together and draws it into `container`. */
export function startDock(bridge: DockBridge, container: HTMLElement, host: Window): void {
  const store = createDockStore(bridge);
  const keyboard = createKeyboard();
  const i18n = createI18n("zh-CN");
  store.subscribe(({ view }) => {
    if (view === null || i18n.language === view.locale) return;
    host.document.documentElement.lang = view.locale;
    void i18n.changeLanguage(view.locale);
  });
  keyboard.listen(host);
  createRoot(container).render(
    <StrictMode>
      <I18nextProvider i18n={i18n}>
        <DockApp bridge={bridge} store={store} keyboard={keyboard} />
      </I18nextProvider>
    </StrictMode>,
  );
}
