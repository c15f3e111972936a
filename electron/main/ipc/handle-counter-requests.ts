import { ipcMain } from "electron";
import type { IntentReply } from "../../../shared/contracts/ipc.ts";
import { type CounterRequestName, counterRequestNames, requestChannel } from "../../../shared/contracts/ipc-names.ts";
import { type CounterRequestHandlers, parseThenHandle } from "./parse-then-handle.ts";
import { isTrustedSender, type TrustedPage } from "./sender-guard.ts";

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
    const answer = parseThenHandle(name, handlers);
    ipcMain.handle(requestChannel(name), async (event, payload: unknown): Promise<IntentReply> => {
      const page = trusted();
      if (page === undefined || !isTrustedSender(event.senderFrame, event.sender.id, page)) {
        onRejected(name, "sender");
        return { kind: "rejected", why: "sender" };
      }
      const reply = await answer(payload);
      if (reply.kind === "rejected") onRejected(name, reply.why);
      return reply;
    });
  }
  return () => {
    for (const name of counterRequestNames) ipcMain.removeHandler(requestChannel(name));
  };
}
