import { assertNever } from "../../../shared/basics/assert-never.ts";
import { outcomeFields } from "../log/outcome-fields.ts";
import type { PutAnswer } from "../service/service-client.ts";
import type { Report } from "./journal.ts";

type Told = { readonly code: string | null; readonly reference: string | null };

/** The log's line of an attempt, with the code and the reference that the screens show of what it brought. */
export function attemptLine(entryId: string, answer: PutAnswer): Parameters<Report> {
  if (answer.kind !== "reading") return line("warn", entryId, answer.kind, answer.failure);
  const { reading } = answer;
  switch (reading.kind) {
    case "settled":
      return line("info", entryId, reading.outcome.kind, outcomeFields(reading.outcome));
    case "notProcessed":
    case "unclear":
      return line("warn", entryId, reading.kind, reading.failure);
    case "unacceptable":
      return line("warn", entryId, reading.kind, reading);
    default:
      return assertNever(reading);
  }
}

function line(level: "info" | "warn", entryId: string, answer: string, told: Told): Parameters<Report> {
  return [level, "attempt-ended", { entryId, answer, code: told.code, reference: told.reference }];
}
