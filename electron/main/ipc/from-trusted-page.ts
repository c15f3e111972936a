import type { IntentReply } from "../../../shared/contracts/ipc.ts";
import { isTrustedSender, type SenderFrame, type TrustedPage } from "./sender-guard.ts";

/** What an IPC event says of who is asking. */
export interface Asking {
  readonly senderFrame: SenderFrame | null;
  readonly sender: { readonly id: number };
}

/**
 * Lets a request through to `answer` only when the page that main loaded asks; any other is rejected with its payload unread. `trusted`
 * gives undefined while there is no window. `onRejected` hears of every request that was turned away, here or by `answer`.
 */
export function fromTrustedPage(
  trusted: () => TrustedPage | undefined,
  answer: (payload: unknown) => IntentReply | Promise<IntentReply>,
  onRejected: (why: "sender" | "payload") => void,
): (event: Asking, payload: unknown) => Promise<IntentReply> {
  return async ({ senderFrame, sender }, payload) => {
    const page = trusted();
    if (page === undefined || !isTrustedSender(senderFrame, sender.id, page)) {
      onRejected("sender");
      return { kind: "rejected", why: "sender" };
    }
    const reply = await answer(payload);
    if (reply.kind === "rejected") onRejected(reply.why);
    return reply;
  };
}
