import { assertNever } from "../basics/assert-never.ts";
import type { SettledOutcome } from "./outcome.ts";

/** The catalogue's code of an outcome that made no new association; null for one that needs no explaining. */
export function outcomeCode(outcome: SettledOutcome): string | null {
  switch (outcome.kind) {
    case "confirmed":
    case "alreadyAssociated":
    case "claimed":
      return null;
    case "conflict":
      return `conflict/${outcome.about}`;
    case "refused":
      return `refused/${outcome.reason}`;
    case "cancelled":
      return "entry/cancelled";
    default:
      return assertNever(outcome);
  }
}
