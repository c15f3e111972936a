import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import * as z from "zod/mini";
import { LabError } from "./lab-error.ts";
import { CALL_TIMEOUT_MS, within } from "./within.ts";

const Answer = z.discriminatedUnion("ok", [
  z.looseObject({ id: z.number(), ok: z.literal(true) }),
  z.object({ id: z.number(), ok: z.literal(false), error: z.string() }),
]);
const Event = z.looseObject({ event: z.string() });

export type LineEvent = z.infer<typeof Event>;
export type LineRequest = { readonly op: string } & Readonly<Record<string, unknown>>;

export type LineChannel = {
  /** Sends one request and resolves with the answer to it; answers may overtake each other. */
  readonly request: (request: LineRequest, timeoutMs?: number) => Promise<unknown>;
  /** Rejects everything that waits, and everything asked from now on. Idempotent. */
  readonly end: (reason: string) => void;
};

type Waiting = { readonly resolve: (answer: unknown) => void; readonly reject: (problem: LabError) => void };

type LineChannelOptions = {
  readonly input: Readable;
  readonly output: Writable;
  readonly onEvent?: (event: LineEvent) => void;
};

/** Requests {id, op, ...} and answers {id, ok, ...} as JSON lines over a pair of streams; a line with `event` is news. */
export function openLineChannel({ input, output, onEvent }: LineChannelOptions): LineChannel {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let ended: LabError | undefined;

  function end(reason: string): void {
    ended ??= new LabError("ended", reason);
    for (const { reject } of waiting.values()) reject(ended);
    waiting.clear();
  }

  function settle(text: string): void {
    const line: unknown = JSON.parse(text);
    const event = Event.safeParse(line);
    if (event.success) {
      onEvent?.(event.data);
      return;
    }
    const answer = Answer.parse(line);
    const asked = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (answer.ok) asked?.resolve(answer);
    else asked?.reject(new LabError("refused", answer.error));
  }

  createInterface({ input }).on("line", settle);
  // The other side may be killed by a test at any time: what waits is rejected by the end of the input.
  output.on("error", () => undefined);
  input.on("error", () => undefined);
  input.on("close", () => end("the other side of the channel is gone"));

  async function request(asked: LineRequest, timeoutMs = CALL_TIMEOUT_MS): Promise<unknown> {
    if (ended) throw ended;
    lastId += 1;
    const id = lastId;
    const answer = new Promise<unknown>((resolve, reject) => waiting.set(id, { resolve, reject }));
    output.write(`${JSON.stringify({ ...asked, id })}\n`);
    try {
      return await within(timeoutMs, `lab: ${asked.op}`, answer);
    } finally {
      waiting.delete(id);
    }
  }

  return { request, end };
}
