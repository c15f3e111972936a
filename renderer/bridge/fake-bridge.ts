import {
  type CounterPush,
  type CounterPushName,
  type CounterRequest,
  type CounterRequestName,
  counterRequests,
  type IntentReply,
} from "../../shared/contracts/ipc.ts";
import type { Bridge } from "./bridge.ts";

export type SentIntent = {
  readonly [Name in CounterRequestName]: { readonly name: Name; readonly payload: CounterRequest<Name> };
}[CounterRequestName];

export type FakeBridge = {
  readonly bridge: Bridge;
  /** Intents in the order they were sent. */
  readonly sent: readonly SentIntent[];
  /** What the next intents are answered with; `accepted` until told otherwise. */
  readonly answerWith: (reply: IntentReply) => void;
  readonly push: { readonly [Name in CounterPushName]: (value: CounterPush<Name>) => void };
};

function createChannel<Value>() {
  const listeners = new Set<(value: Value) => void>();
  return {
    push: (value: Value) => {
      for (const listener of listeners) listener(value);
    },
    on: (listener: (value: Value) => void) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}

function createRecorder() {
  const sent: SentIntent[] = [];
  let reply: IntentReply = { kind: "accepted" };
  const record = (intent: SentIntent): Promise<IntentReply> => {
    if (!counterRequests[intent.name].safeParse(intent.payload).success)
      return Promise.resolve({ kind: "rejected", why: "payload" });
    sent.push(intent);
    return Promise.resolve(reply);
  };
  const answerWith = (next: IntentReply) => {
    reply = next;
  };
  return { sent, record, answerWith };
}

function recordingRequests(record: (intent: SentIntent) => Promise<IntentReply>) {
  return {
    rendererReady: (payload) => record({ name: "rendererReady", payload }),
    counterDrawn: (payload) => record({ name: "counterDrawn", payload }),
    submitNumber: (payload) => record({ name: "submitNumber", payload }),
    correctNumber: (payload) => record({ name: "correctNumber", payload }),
    acceptDoubtfulNumber: (payload) => record({ name: "acceptDoubtfulNumber", payload }),
    goOnWithoutRead: (payload) => record({ name: "goOnWithoutRead", payload }),
    stateReason: (payload) => record({ name: "stateReason", payload }),
    lookUpAgain: (payload) => record({ name: "lookUpAgain", payload }),
    attestDocument: (payload) => record({ name: "attestDocument", payload }),
    confirmEntry: (payload) => record({ name: "confirmEntry", payload }),
    stepBack: (payload) => record({ name: "stepBack", payload }),
    nextPerson: (payload) => record({ name: "nextPerson", payload }),
    answerAnotherCard: (payload) => record({ name: "answerAnotherCard", payload }),
    retrySave: (payload) => record({ name: "retrySave", payload }),
    retryEntry: (payload) => record({ name: "retryEntry", payload }),
    retryAllEntries: (payload) => record({ name: "retryAllEntries", payload }),
    pauseReader: (payload) => record({ name: "pauseReader", payload }),
    resumeReader: (payload) => record({ name: "resumeReader", payload }),
    reopenReader: (payload) => record({ name: "reopenReader", payload }),
    rescanReaders: (payload) => record({ name: "rescanReaders", payload }),
    setLocale: (payload) => record({ name: "setLocale", payload }),
    setElderMode: (payload) => record({ name: "setElderMode", payload }),
    copyForSupport: (payload) => record({ name: "copyForSupport", payload }),
    reportScreenError: (payload) => record({ name: "reportScreenError", payload }),
  } satisfies Omit<Bridge, `on${string}`>;
}

/** A bridge for component tests: records intents, pushes what it is told to. Nothing behind it decides anything. */
export function createFakeBridge(): FakeBridge {
  const work = createChannel<CounterPush<"work">>();
  const status = createChannel<CounterPush<"status">>();
  const lists = createChannel<CounterPush<"lists">>();
  const cue = createChannel<CounterPush<"cue">>();
  const { sent, record, answerWith } = createRecorder();
  return {
    bridge: {
      ...recordingRequests(record),
      onWork: work.on,
      onStatus: status.on,
      onLists: lists.on,
      onCue: cue.on,
    },
    sent,
    answerWith,
    push: { work: work.push, status: status.push, lists: lists.push, cue: cue.push },
  };
}
