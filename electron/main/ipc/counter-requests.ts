import { ipcMain } from "electron";
import type { IntentReply } from "../../../shared/contracts/ipc.ts";
import { type CounterRequestName, counterRequestNames, requestChannel } from "../../../shared/contracts/ipc-names.ts";
import { fromTrustedPage } from "./from-trusted-page.ts";
import { type CounterRequestHandlers, parseThenHandle } from "./parse-then-handle.ts";
import type { TrustedPage } from "./sender-guard.ts";

export interface CounterRequestsOptions {
  /** Undefined while there is no window. */
  readonly trusted: () => TrustedPage | undefined;
  /** Told of every request that was turned away, for the log: name and reason, never the payload. */
  readonly onRejected: (name: CounterRequestName, why: "sender" | "payload") => void;
  /** Told of a handler that threw, which is a bug; the page is told that nothing came of its request. */
  readonly onFailed: (name: CounterRequestName, error: unknown) => void;
}

/**
 * The counter window's requests: taken from the moment the page may ask, which is before there is a counter, and answered once there is one.
 * In order: the sender is our page's top frame, the payload parses, then the handler decides.
 */
export class CounterRequests {
  readonly #options: CounterRequestsOptions;
  readonly #handlers: Promise<CounterRequestHandlers>;
  #answerBy: (handlers: CounterRequestHandlers) => void = () => undefined;

  constructor(options: CounterRequestsOptions) {
    this.#options = options;
    this.#handlers = new Promise((resolve) => {
      this.#answerBy = resolve;
    });
    for (const name of counterRequestNames) this.#take(name);
  }

  /** Answers what has been asked and what will be. Once. */
  answerBy(handlers: CounterRequestHandlers): void {
    this.#answerBy(handlers);
  }

  /** Takes no more. Idempotent. */
  stop(): void {
    for (const name of counterRequestNames) ipcMain.removeHandler(requestChannel(name));
  }

  #take(name: CounterRequestName): void {
    const { trusted, onRejected, onFailed } = this.#options;
    const answerOrTell = async (payload: unknown): Promise<IntentReply> => {
      const handle = parseThenHandle(name, await this.#handlers);
      try {
        return await handle(payload);
      } catch (error) {
        onFailed(name, error);
        throw error;
      }
    };
    ipcMain.handle(
      requestChannel(name),
      fromTrustedPage(trusted, answerOrTell, (why) => onRejected(name, why)),
    );
  }
}
