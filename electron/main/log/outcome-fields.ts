import type { SettledOutcome } from "../../../shared/association/outcome.ts";
import { outcomeCode } from "../../../shared/association/outcome-code.ts";

/** Code and reference of an outcome as its screen shows them, so that the log is found by either; nulls where it shows none. */
export function outcomeFields(outcome: SettledOutcome): {
  readonly code: string | null;
  readonly reference: string | null;
} {
  return { code: outcomeCode(outcome), reference: "reference" in outcome ? outcome.reference : null };
}
