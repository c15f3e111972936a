import type { CounterRequest, CounterRequestName, IntentReply } from "../../shared/contracts/ipc.ts";
import type { Bridge, BridgeRequests } from "../bridge/bridge.ts";
import type { ReportFailure } from "../bridge/report-failure.ts";
import { type CounterStore, changeView, type Page } from "./counter-store.ts";

type Sender = <Name extends CounterRequestName>(
  name: Name,
) => (payload: CounterRequest<Name>) => Promise<IntentReply | null>;

/** Everything a person at the counter can do: requests to main under their contract names, and what only the window decides. */
export type CounterIntents = ReturnType<typeof createIntents>;

function createSender(bridge: BridgeRequests, store: CounterStore, report: ReportFailure): Sender {
  return (name) => async (payload) => {
    try {
      return await bridge[name](payload);
    } catch (failure) {
      // Main is gone or failed at it: nothing on the screen can be trusted to work any more.
      store.setState({ brokenReference: report(failure) });
      return null;
    }
  };
}

function viewIntents(store: CounterStore) {
  return {
    openPage: (page: Page) => changeView(store, { page, queueOpen: false }),
    backToWork: () => changeView(store, { page: "work", queueOpen: false }),
    openQueue: () => changeView(store, { queueOpen: true }),
    closeQueue: () => changeView(store, { queueOpen: false }),
  };
}

/** Binds the intents to one bridge and store. An undeliverable intent marks the window as broken; a refused one changes nothing. */
export function createIntents(bridge: Bridge, store: CounterStore, report: ReportFailure) {
  const send = createSender(bridge, store, report);
  return {
    rendererReady: send("rendererReady"),
    counterDrawn: send("counterDrawn"),
    submitNumber: send("submitNumber"),
    correctNumber: send("correctNumber"),
    acceptDoubtfulNumber: send("acceptDoubtfulNumber"),
    goOnWithoutRead: send("goOnWithoutRead"),
    stateReason: send("stateReason"),
    lookUpAgain: send("lookUpAgain"),
    attestDocument: send("attestDocument"),
    confirmEntry: send("confirmEntry"),
    stepBack: send("stepBack"),
    nextPerson: send("nextPerson"),
    answerAnotherCard: (payload: CounterRequest<"answerAnotherCard">) => {
      if (!payload.takeNew) store.setState({ keptOnStep: payload.step });
      return send("answerAnotherCard")(payload);
    },
    retrySave: send("retrySave"),
    retryEntry: send("retryEntry"),
    retryAllEntries: send("retryAllEntries"),
    pauseReader: send("pauseReader"),
    resumeReader: send("resumeReader"),
    reopenReader: send("reopenReader"),
    rescanReaders: send("rescanReaders"),
    setLocale: send("setLocale"),
    setElderMode: send("setElderMode"),
    copyForSupport: send("copyForSupport"),
    ...viewIntents(store),
  };
}
