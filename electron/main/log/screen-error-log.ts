import type { Clock } from "../../../shared/basics/clock.ts";
import type { IntentReply, ScreenError } from "../../../shared/contracts/ipc.ts";
import type { TerminalLog } from "./terminal-log.ts";

/** A page that fails in a loop says the same again and again: its first lines are enough. */
const linesAMinute = 10;
const minuteMs = 60_000;

/** Writes what a page reports of its failures, ten a minute at the most; what was left out is counted in the next line. */
export function screenErrorLog(
  log: Pick<TerminalLog, "error">,
  clock: Pick<Clock, "monotonicMs">,
): (error: ScreenError) => IntentReply {
  let sinceMs = Number.NEGATIVE_INFINITY;
  let written = 0;
  let leftOut = 0;
  return ({ name, reference, frames }) => {
    const nowMs = clock.monotonicMs();
    if (nowMs - sinceMs >= minuteMs) {
      sinceMs = nowMs;
      written = 0;
    }
    if (written >= linesAMinute) {
      leftOut += 1;
      return { kind: "ignored", why: "too-many" };
    }
    written += 1;
    log.error("screen-failed", { name, reference, stack: frames.join(" <- "), leftOut });
    leftOut = 0;
    return { kind: "accepted" };
  };
}
