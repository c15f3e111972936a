import { V7Generator } from "uuidv7";
import type { Clock } from "../../shared/basics/clock.ts";

/** Makes the id of a ledger event: UUIDv7, so that rows written together lie together in the index and sort by time. */
export type NextEventId = () => string;

/** Ids by the service's clock, rising within one process also when that clock stands still. */
export function createEventIds(clock: Clock): NextEventId {
  const generator = new V7Generator();
  return () => generator.generateOrResetWithTs(clock.nowMs()).toString();
}
