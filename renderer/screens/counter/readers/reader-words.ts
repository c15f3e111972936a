import type { ReaderState, ReaderStatus } from "../../../../shared/readers/reader-status.ts";

/** Names under which a state, or the fault it carries, has its words. */
export type ReaderTopic =
  | Exclude<ReaderStatus["kind"], "faulted">
  | Extract<ReaderStatus, { kind: "faulted" }>["fault"]["kind"];

/** A fault is worded by what it is; any other state by its kind. */
export function topicOf(status: ReaderStatus): ReaderTopic {
  return status.kind === "faulted" ? status.fault.kind : status.kind;
}

const topicsWithSteps = [
  "absent",
  "attached",
  "silent",
  "permission-denied",
  "port-held",
  "open-failed",
  "device-error",
  "discovery-unavailable",
  "listing-failed",
  "host-down",
] as const;
export type TopicWithSteps = (typeof topicsWithSteps)[number];

/** The topic when something has to be done about it. */
export function stepsTopicOf(status: ReaderStatus): TopicWithSteps | undefined {
  const topic = topicOf(status);
  return topicsWithSteps.find((candidate) => candidate === topic);
}

/** What only people with rights on the machine can mend. */
export function isForIt(topic: TopicWithSteps): boolean {
  return topic === "permission-denied" || topic === "discovery-unavailable" || topic === "listing-failed";
}

/** Whether cards are taken now. */
export function isUsable(status: ReaderStatus): boolean {
  return status.kind === "ready" || status.kind === "reading";
}

/** Whether the row is about one reader; a row may also say why readers cannot be looked for. */
export function isReader(status: ReaderStatus): boolean {
  const topic = topicOf(status);
  return topic !== "discovery-unavailable" && topic !== "listing-failed";
}

/** Whether opening it again may help. */
export function canReopen(status: ReaderStatus): boolean {
  return (
    status.kind === "silent" || (status.kind === "faulted" && status.fault.kind !== "host-down" && isReader(status))
  );
}

/** Whether an operator may switch it off; what is not open has nothing to pause. */
export function canPause(status: ReaderStatus): boolean {
  return isUsable(status) || status.kind === "silent";
}

/** The reader the page opens on: the first that is broken, else the first that takes no cards, else the first. */
export function firstToSee(readers: readonly ReaderState[]): ReaderState | undefined {
  const broken = readers.find(({ status }) => status.kind === "faulted" || status.kind === "silent");
  return broken ?? readers.find(({ status }) => !isUsable(status)) ?? readers[0];
}

/** Last four characters of a device's serial number: enough to tell two devices apart on a desk. */
export function shortSerial(serialNumber: string): string {
  return serialNumber.length > 4 ? `…${serialNumber.slice(-4)}` : serialNumber;
}
