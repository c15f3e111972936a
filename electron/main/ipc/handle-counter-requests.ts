import { ipcMain } from "electron";
import type { IntentReply } from "../../../shared/contracts/ipc.ts";
import { type CounterRequestName, counterRequestNames, requestChannel } from "../../../shared/contracts/ipc-names.ts";
import { fromTrustedPage } from "./from-trusted-page.ts";
import { type CounterRequestHandlers, parseThenHandle } from "./parse-then-handle.ts";
import type { TrustedPage } from "./sender-guard.ts";

/** Told of every request that was turned away, for the log: name and reason, never the payload. */
export type OnRejected = (name: CounterRequestName, why: "sender" | "payload") => void;

/** Told of a handler that threw, which is a bug; the page is told that nothing came of its request. */
export type OnFailed = (name: CounterRequestName, error: unknown) => void;

/**
 * Answers the counter window's requests. In order: the sender is our page's top frame, the payload parses, then the handler decides.
 * Returns the way to stop.
 */
export function handleCounterRequests(
  trusted: () => TrustedPage | undefined,
  handlers: CounterRequestHandlers,
  onRejected: OnRejected,
  onFailed: OnFailed,
): () => void {
  for (const name of counterRequestNames) {
    const handle = parseThenHandle(name, handlers);
    const answerOrTell = async (payload: unknown): Promise<IntentReply> => {
      try {
        return await handle(payload);
      } catch (error) {
        onFailed(name, error);
        throw error;
      }
    };
    const answer = fromTrustedPage(trusted, answerOrTell, (why) => onRejected(name, why));
    ipcMain.handle(requestChannel(name), answer);
  }
  return () => {
    for (const name of counterRequestNames) ipcMain.removeHandler(requestChannel(name));
  };
}
