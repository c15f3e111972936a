import type * as z from "zod/mini";
import { type CounterRequest, counterRequests, type IntentReply } from "../../../shared/contracts/ipc.ts";
import type { CounterRequestName } from "../../../shared/contracts/ipc-names.ts";

/** What main does on each request; payloads have passed their schema. */
export type CounterRequestHandlers = {
  readonly [Name in CounterRequestName]: (payload: CounterRequest<Name>) => IntentReply | Promise<IntentReply>;
};

const schemas: { readonly [Name in CounterRequestName]: z.ZodMiniType<CounterRequest<Name>> } = counterRequests;

/** The handler of one request, reached only by a payload that parses; any other is rejected unread. */
export function parseThenHandle<Name extends CounterRequestName>(
  name: Name,
  handlers: CounterRequestHandlers,
): (payload: unknown) => IntentReply | Promise<IntentReply> {
  return (payload) => {
    const parsed = schemas[name].safeParse(payload);
    return parsed.success ? handlers[name](parsed.data) : { kind: "rejected", why: "payload" };
  };
}
