// Names only, no schemas: the preload is loaded before the page and must stay small.

/** Requests of the counter window: each is one named method of its preload. */
export const counterRequestNames = [
  "rendererReady",
  "counterDrawn",
  "submitNumber",
  "correctNumber",
  "acceptDoubtfulNumber",
  "goOnWithoutRead",
  "stateReason",
  "lookUpAgain",
  "attestDocument",
  "confirmEntry",
  "stepBack",
  "nextPerson",
  "answerAnotherCard",
  "retrySave",
  "retryEntry",
  "retryAllEntries",
  "pauseReader",
  "resumeReader",
  "reopenReader",
  "rescanReaders",
  "setLocale",
  "setElderMode",
  "copyForSupport",
  "reportScreenError",
] as const;
export type CounterRequestName = (typeof counterRequestNames)[number];

/** Pushes to the counter window. */
export const counterPushNames = ["work", "status", "lists", "cue"] as const;
export type CounterPushName = (typeof counterPushNames)[number];

/** Wire name of a request's channel: one place, so that preload and handlers cannot drift. */
export function requestChannel(name: CounterRequestName): string {
  return `counter:request:${name}`;
}

/** Wire name of a push's channel. */
export function pushChannel(name: CounterPushName): string {
  return `counter:push:${name}`;
}
