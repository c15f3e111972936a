import type { JournalIndex } from "./journal-index.ts";
import type { JournalRecord } from "./journal-record.ts";

/**
 * The records with which a new day's file begins, or undefined when there is nothing to leave behind: everything of what is not settled, and
 * of what was settled today the outcome alone.
 */
export function carryOver(
  records: readonly JournalRecord[],
  index: JournalIndex,
  today: string,
): readonly JournalRecord[] | undefined {
  const first = records[0];
  if (first?.kind !== "begun" || first.businessDay === today) return undefined;
  const leavesBehind = index.items().some((item) => !isCarried(item, today));
  if (!leavesBehind) return undefined;
  const last = records.at(-1);
  const kept = records.filter(
    (record) => isNeeded(record, index, today) || (record === last && record.kind === "closed"),
  );
  return [{ ...first, run: index.run, businessDay: today }, ...kept];
}

function isCarried(item: ReturnType<JournalIndex["items"]>[number], today: string): boolean {
  if (item.kind === "lookUp") return item.businessDay >= today;
  return item.state.kind !== "settled" || item.entry.businessDay >= today;
}

function isNeeded(record: JournalRecord, index: JournalIndex, today: string): boolean {
  if (record.kind === "begun" || record.kind === "closed") return false;
  const item = index.find(idOf(record));
  if (item === undefined || !isCarried(item, today)) return false;
  const isOpen = item.kind === "entry" && item.state.kind !== "settled";
  return isOpen || record.kind === "saved" || record.kind === "settled" || record.kind === "lookUpEnded";
}

function idOf(record: Exclude<JournalRecord, { kind: "begun" | "closed" }>): string {
  if (record.kind === "lookUpEnded") return record.lookUpId;
  return record.kind === "saved" ? record.entry.entryId : record.entryId;
}
