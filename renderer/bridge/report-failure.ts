import type { BridgeRequests } from "./bridge.ts";
import { framesOf, nameOf } from "./screen-error.ts";

/** Tells main's log of a bug in the page; answers with the reference that finds it there. Never throws, never shows anything itself. */
export type ReportFailure = (failure: unknown) => string;

/** Short enough to read out; the log has it beside the error. */
function newReference(): string {
  return `ui/${Date.now().toString(36).slice(-6)}`;
}

/** A reporter on one bridge. Where main cannot be reached the reference is all there is. */
export function createReportFailure(bridge: Pick<BridgeRequests, "reportScreenError">): ReportFailure {
  return (failure) => {
    const reference = newReference();
    const report = { name: nameOf(failure), reference, frames: framesOf(failure) };
    bridge.reportScreenError(report).catch(() => undefined);
    return reference;
  };
}

/** Reports what no code of the page caught. Answers with the way to stop. */
export function reportUncaught(host: Window, report: ReportFailure): () => void {
  const onError = (event: ErrorEvent) => report(event.error);
  const onRejection = (event: PromiseRejectionEvent) => report(event.reason);
  host.addEventListener("error", onError);
  host.addEventListener("unhandledrejection", onRejection);
  return () => {
    host.removeEventListener("error", onError);
    host.removeEventListener("unhandledrejection", onRejection);
  };
}
