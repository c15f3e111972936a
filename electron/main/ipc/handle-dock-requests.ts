import { ipcMain } from "electron";
import type * as z from "zod/mini";
import {
  type DockReply,
  type DockRequest,
  type DockRequestName,
  dockRequests,
} from "../../../shared/contracts/dock.ts";
import { dockRequestChannel } from "../../../shared/contracts/dock-names.ts";
import { isTrustedSender, type TrustedPage } from "./sender-guard.ts";

export type DockRequestHandlers = { readonly [Name in DockRequestName]: (payload: DockRequest<Name>) => DockReply };

const schemas: { readonly [Name in DockRequestName]: z.ZodMiniType<DockRequest<Name>> } = dockRequests;

/** Answers the development dock's requests: sender, then payload, then the handler. */
export function handleDockRequests(trusted: () => TrustedPage | undefined, handlers: DockRequestHandlers): void {
  answer("dockReady", trusted, handlers);
  answer("scriptedSwipe", trusted, handlers);
  answer("central", trusted, handlers);
}

function answer<Name extends DockRequestName>(
  name: Name,
  trusted: () => TrustedPage | undefined,
  handlers: DockRequestHandlers,
): void {
  ipcMain.handle(dockRequestChannel(name), (event, payload: unknown): DockReply => {
    const page = trusted();
    if (page === undefined || !isTrustedSender(event.senderFrame, event.sender.id, page))
      return { kind: "rejected", why: "sender" };
    const parsed = schemas[name].safeParse(payload);
    return parsed.success ? handlers[name](parsed.data) : { kind: "rejected", why: "payload" };
  });
}
