import * as z from "zod/mini";
import {
  type CounterBridge,
  type CounterPush,
  type CounterPushName,
  type CounterRequest,
  type CounterRequestName,
  counterPushes,
  counterRequests,
  IntentReply,
} from "../../shared/contracts/ipc.ts";
import type { Bridge, BridgeRequests } from "./bridge.ts";

declare global {
  interface Window {
    readonly kalian?: CounterBridge;
  }
}

/** A push or reply that is not what the contract says. Names the channel, never the content. */
export type BridgeFault = { readonly channel: string };

type Port = {
  readonly counter: CounterBridge;
  readonly onFault: (fault: BridgeFault) => void;
};

const pushSchemas: { readonly [Name in CounterPushName]: z.ZodMiniType<CounterPush<Name>> } = counterPushes;

function request<Name extends CounterRequestName>(port: Port, name: Name) {
  const requests: BridgeRequests = port.counter;
  return async (payload: CounterRequest<Name>): Promise<IntentReply> => {
    const schema: z.ZodMiniType = counterRequests[name];
    if (!schema.safeParse(payload).success) return { kind: "rejected", why: "payload" };
    const reply = z.safeParse(IntentReply, await requests[name](payload));
    if (reply.success) return reply.data;
    port.onFault({ channel: name });
    return { kind: "rejected", why: "payload" };
  };
}

/** Hands on only what parses: a malformed snapshot is dropped and reported, and the screen keeps the last good one. */
function guarded<Name extends CounterPushName>(port: Port, name: Name, listener: (value: CounterPush<Name>) => void) {
  return (value: unknown) => {
    const parsed = pushSchemas[name].safeParse(value);
    if (parsed.success) listener(parsed.data);
    else port.onFault({ channel: name });
  };
}

/** Speaks to main through what the preload exposes. Throws when it is missing: the page was opened outside the product. */
export function createIpcBridge(host: Window, onFault: (fault: BridgeFault) => void): Bridge {
  const counter = host.kalian;
  if (counter === undefined) throw new Error("window.kalian is missing: the preload did not run");
  const port: Port = { counter, onFault };
  return {
    rendererReady: request(port, "rendererReady"),
    counterDrawn: request(port, "counterDrawn"),
    submitNumber: request(port, "submitNumber"),
    correctNumber: request(port, "correctNumber"),
    acceptDoubtfulNumber: request(port, "acceptDoubtfulNumber"),
    goOnWithoutRead: request(port, "goOnWithoutRead"),
    stateReason: request(port, "stateReason"),
    lookUpAgain: request(port, "lookUpAgain"),
    attestDocument: request(port, "attestDocument"),
    confirmEntry: request(port, "confirmEntry"),
    stepBack: request(port, "stepBack"),
    nextPerson: request(port, "nextPerson"),
    answerAnotherCard: request(port, "answerAnotherCard"),
    retrySave: request(port, "retrySave"),
    retryEntry: request(port, "retryEntry"),
    retryAllEntries: request(port, "retryAllEntries"),
    pauseReader: request(port, "pauseReader"),
    resumeReader: request(port, "resumeReader"),
    reopenReader: request(port, "reopenReader"),
    rescanReaders: request(port, "rescanReaders"),
    setLocale: request(port, "setLocale"),
    setElderMode: request(port, "setElderMode"),
    copyForSupport: request(port, "copyForSupport"),
    reportScreenError: request(port, "reportScreenError"),
    onWork: (listener) => counter.onWork(guarded(port, "work", listener)),
    onStatus: (listener) => counter.onStatus(guarded(port, "status", listener)),
    onLists: (listener) => counter.onLists(guarded(port, "lists", listener)),
    onCue: (listener) => counter.onCue(guarded(port, "cue", listener)),
  };
}
