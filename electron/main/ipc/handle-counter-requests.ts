import { ipcMain } from "electron";
import { type CounterRequestName, counterRequestNames, requestChannel } from "../../../shared/contracts/ipc-names.ts";
import { fromTrustedPage } from "./from-trusted-page.ts";
import { type CounterRequestHandlers, parseThenHandle } from "./parse-then-handle.ts";
import type { TrustedPage } from "./sender-guard.ts";

/** Told of every request that was turned away, for the log: name and reason, never the payload. */
export type OnRejected = (name: CounterRequestName, why: "sender" | "payload") => void;

/**
 * Answers the counter window's requests. In order: the sender is our page's top frame, the payload parses, then the handler decides.
 * Returns the way to stop.
 */
export function handleCounterRequests(
  trusted: () => TrustedPage | undefined,
  handlers: CounterRequestHandlers,
  onRejected: OnRejected,
): () => void {
  for (const name of counterRequestNames) {
    const answer = fromTrustedPage(trusted, parseThenHandle(name, handlers), (why) => onRejected(name, why));
    ipcMain.handle(requestChannel(name), answer);
  }
  return () => {
    for (const name of counterRequestNames) ipcMain.removeHandler(requestChannel(name));
  };
}
