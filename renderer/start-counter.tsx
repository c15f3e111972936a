import { type ReactNode, StrictMode, useEffect } from "react";
import { createRoot } from "react-dom/client";
import { I18nextProvider } from "react-i18next";
import type { Bridge } from "./bridge/bridge.ts";
import type { ReportFailure } from "./bridge/report-failure.ts";
import { createCuePlayer } from "./cues/create-cue-player.ts";
import { createKeyboard } from "./keyboard/keyboard.ts";
import { CounterApp } from "./screens/counter/frame/CounterApp.tsx";
import { ErrorBoundary } from "./screens/counter/frame/ErrorBoundary.tsx";
import { afterFrameOf } from "./store/after-frame.ts";
import { connectStore } from "./store/connect-store.ts";
import { createCounterStore } from "./store/counter-store.ts";
import { createIntents } from "./store/intents.ts";
import { numberAhead } from "./store/number-ahead.ts";
import { selectLocale, selectVolume } from "./store/selectors.ts";
import { CounterContext } from "./store/use-counter.ts";
import { whenTold } from "./store/when-told.ts";
import { followTheme } from "./tokens/theme.ts";
import { createI18n } from "./words/create-i18n.ts";
import { followLocale } from "./words/follow-locale.ts";
import "./tokens/tokens.css";
import "./tokens/base.css";

type OnceDrawnProps = { readonly then: () => void; readonly children: ReactNode };

/** Calls `then` when its children are in the document for the first time. */
function OnceDrawn({ then, children }: OnceDrawnProps) {
  useEffect(then, [then]);
  return children;
}

/** Wires bridge, store, keyboard, words and cues together and draws the counter into `container`. */
export function startCounter(bridge: Bridge, container: HTMLElement, host: Window, report: ReportFailure): void {
  const store = createCounterStore();
  const intents = createIntents(bridge, store, report);
  const keyboard = createKeyboard();
  const i18n = createI18n(selectLocale(store.getState()));
  const playCue = createCuePlayer();
  const afterFrame = afterFrameOf(host);
  connectStore(bridge, store, numberAhead(store, afterFrame));
  followLocale(store, i18n, host.document);
  followTheme(store, host);
  keyboard.listen(host);
  bridge.onCue((cue) => playCue(cue, selectVolume(store.getState())));
  // Asked before anything is drawn: the first thing to be seen is the counter, not the wait for it.
  void intents.rendererReady({});
  // React's own report of a caught error quotes its message, which may hold what was on the screen; the boundary reports without it.
  const root = createRoot(container, { onCaughtError: () => undefined });
  const tellDrawn = () => afterFrame(() => void intents.counterDrawn({}));
  const counter = (
    <StrictMode>
      <I18nextProvider i18n={i18n}>
        <CounterContext value={{ store, intents, keyboard }}>
          <OnceDrawn then={tellDrawn}>
            <ErrorBoundary report={report}>
              <CounterApp />
            </ErrorBoundary>
          </OnceDrawn>
        </CounterContext>
      </I18nextProvider>
    </StrictMode>
  );
  whenTold(store, host, () => root.render(counter));
}
