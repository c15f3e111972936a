import type { IntentReply, ScreenError } from "../../../shared/contracts/ipc.ts";
import { foldNumber } from "../../../shared/numbers/fold-number.ts";
import type { CounterRequestHandlers } from "../ipc/parse-then-handle.ts";
import type { CounterSession } from "./counter-session.ts";

/** What the intents about lists, readers and the window act on. */
export interface IntentPorts {
  readonly operatorId: string;
  readonly publishAll: () => void;
  readonly counterDrawn: () => void;
  readonly retryEntry: (entryId: string) => void;
  readonly retryAllEntries: () => void;
  readonly pauseReader: (readerId: string, byOperator: string) => void;
  readonly resumeReader: (readerId: string) => void;
  readonly reopenReader: (readerId: string) => void;
  readonly rescanReaders: () => void;
  readonly setLocale: (locale: "zh-CN" | "en") => void;
  readonly setElderMode: (on: boolean) => void;
  readonly copyText: (text: string) => void;
  readonly logScreenError: (error: ScreenError) => IntentReply;
}

/** The counter window's intents as events of the flow, or as orders to whoever owns the thing. */
export function counterIntents(session: CounterSession, ports: IntentPorts): CounterRequestHandlers {
  return { ...workIntents(session), ...surroundingIntents(ports) };
}

type WorkIntent =
  | "submitNumber"
  | "correctNumber"
  | "acceptDoubtfulNumber"
  | "goOnWithoutRead"
  | "stateReason"
  | "lookUpAgain"
  | "attestDocument"
  | "confirmEntry"
  | "stepBack"
  | "nextPerson"
  | "answerAnotherCard"
  | "retrySave";

function workIntents(session: CounterSession): Pick<CounterRequestHandlers, WorkIntent> {
  return {
    submitNumber: ({ step, text }) => session.intend(step, { kind: "numberSubmitted", text }),
    correctNumber: ({ step }) => session.intend(step, { kind: "numberCorrected" }),
    acceptDoubtfulNumber: ({ step }) => session.intend(step, { kind: "doubtAccepted" }),
    goOnWithoutRead: ({ step }) => session.intend(step, { kind: "goOnAsked" }),
    stateReason: ({ step, reason }) => session.intend(step, { kind: "reasonStated", reason }),
    lookUpAgain: ({ step }) => session.intend(step, { kind: "lookUpAgain" }),
    attestDocument: ({ step, document, lastFour }) =>
      session.intend(step, { kind: "documentAttested", document, lastFour: foldNumber(lastFour) }),
    confirmEntry: ({ step }) => session.intend(step, { kind: "confirmPressed" }),
    stepBack: ({ step }) => session.intend(step, { kind: "stepBack" }),
    nextPerson: ({ step }) => session.intend(step, { kind: "nextPerson" }),
    answerAnotherCard: ({ step, takeNew }) => session.intend(step, { kind: "anotherCardAnswered", takeNew }),
    retrySave: ({ step }) => session.intend(step, { kind: "saveAgain" }),
  };
}

function surroundingIntents(ports: IntentPorts): Omit<CounterRequestHandlers, WorkIntent> {
  const done = (act: () => void): IntentReply => {
    act();
    return { kind: "accepted" };
  };
  return {
    rendererReady: () => done(ports.publishAll),
    counterDrawn: () => done(ports.counterDrawn),
    retryEntry: ({ entryId }) => done(() => ports.retryEntry(entryId)),
    retryAllEntries: () => done(ports.retryAllEntries),
    pauseReader: ({ readerId }) => done(() => ports.pauseReader(readerId, ports.operatorId)),
    resumeReader: ({ readerId }) => done(() => ports.resumeReader(readerId)),
    reopenReader: ({ readerId }) => done(() => ports.reopenReader(readerId)),
    rescanReaders: () => done(ports.rescanReaders),
    setLocale: ({ locale }) => done(() => ports.setLocale(locale)),
    setElderMode: ({ on }) => done(() => ports.setElderMode(on)),
    copyForSupport: ({ text }) => done(() => ports.copyText(text)),
    reportScreenError: ports.logScreenError,
  };
}
