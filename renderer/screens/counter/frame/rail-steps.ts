import type { WorkView } from "../../../../shared/contracts/counter-snapshot.ts";
import { baseKindOf } from "../../../store/counter-store.ts";

export type StepName = "read" | "number" | "confirm" | "done";
export type RailStep = {
  readonly name: StepName;
  /** A step that did not happen is skipped, never ticked. */
  readonly state: "past" | "now" | "skipped" | "ahead";
};

const order: readonly StepName[] = ["read", "number", "confirm", "done"];

const current: Readonly<Record<WorkView["kind"], StepName>> = {
  idle: "read",
  badRead: "read",
  statingReason: "number",
  enteringNumber: "number",
  checkingNumber: "number",
  numberContradicts: "number",
  lookingUp: "number",
  lookUpFailed: "number",
  attesting: "confirm",
  confirming: "confirm",
  submitting: "confirm",
  saveFailed: "confirm",
  ended: "done",
  askingAnotherCard: "number",
};

/** Where the work stands, step by step. */
export function railSteps(work: WorkView | null): readonly RailStep[] {
  const now = work === null ? "read" : current[baseKindOf(work)];
  const at = order.indexOf(now);
  const notRead = work !== null && work.trail.read === null && at > 0;
  const unread = work?.trail.read?.how === "none";
  // No entry: the look-up ended the attempt before anything could be confirmed.
  const unconfirmed = work?.kind === "ended" && work.entryRef === null;
  return order.map((name, index) => {
    if (index === at) return { name, state: "now" };
    if (index > at) return { name, state: "ahead" };
    const skipped = (name === "read" && (notRead || unread)) || (name === "confirm" && unconfirmed);
    return { name, state: skipped ? "skipped" : "past" };
  });
}
