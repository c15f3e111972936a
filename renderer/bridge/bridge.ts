import type { CounterBridge, CounterRequest, CounterRequestName, IntentReply } from "../../shared/contracts/ipc.ts";

/** What the screens need of the outside: intents in, snapshots and cues out. Adapters: ipc and fake. */
export type Bridge = CounterBridge;

/** The requests of a bridge alone, so that one can be picked by name. */
export type BridgeRequests = {
  readonly [Name in CounterRequestName]: (payload: CounterRequest<Name>) => Promise<IntentReply>;
};
