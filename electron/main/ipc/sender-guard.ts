import { pathToFileURL } from "node:url";

/** The parts of an IPC event's frame that say who is asking. */
export interface SenderFrame {
  readonly url: string;
  /** Null for a top frame. */
  readonly parent: unknown;
}

/** What a window may be: its page, and the id of the contents that main made for it. */
export interface TrustedPage {
  readonly webContentsId: number;
  readonly url: string;
}

/** The URL of a page file, as Chromium reports it. */
export function pageUrl(file: string): string {
  return pathToFileURL(file).href;
}

/**
 * Whether an intent comes from the page that main loaded: the right contents, its top frame, at its own URL (query and fragment aside).
 * A frame that is gone by now (null) is nobody.
 */
export function isTrustedSender(frame: SenderFrame | null, webContentsId: number, trusted: TrustedPage): boolean {
  if (frame === null || frame.parent !== null || webContentsId !== trusted.webContentsId) return false;
  return withoutQuery(frame.url) === withoutQuery(trusted.url);
}

function withoutQuery(url: string): string {
  return url.replace(/[?#].*$/, "");
}
