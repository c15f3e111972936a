import { describe, expect, it } from "vitest";
import type { IntentReply } from "../../../shared/contracts/ipc.ts";
import { counterRequestNames } from "../../../shared/contracts/ipc-names.ts";
import { type CounterRequestHandlers, parseThenHandle } from "./parse-then-handle.ts";

function recordingHandlers(seen: unknown[]): CounterRequestHandlers {
  const accept = (payload: unknown): IntentReply => {
    seen.push(payload);
    return { kind: "accepted" };
  };
  return {
    rendererReady: accept,
    counterDrawn: accept,
    submitNumber: accept,
    correctNumber: accept,
    acceptDoubtfulNumber: accept,
    goOnWithoutRead: accept,
    stateReason: accept,
    lookUpAgain: accept,
    attestDocument: accept,
    confirmEntry: accept,
    stepBack: accept,
    nextPerson: accept,
    answerAnotherCard: accept,
    retrySave: accept,
    retryEntry: accept,
    retryAllEntries: accept,
    pauseReader: accept,
    resumeReader: accept,
    reopenReader: accept,
    rescanReaders: accept,
    setLocale: accept,
    setElderMode: accept,
    copyForSupport: accept,
    reportScreenError: accept,
  };
}

describe("parseThenHandle", () => {
  it("hands on a payload that fits", async () => {
    const seen: unknown[] = [];
    const reply = await parseThenHandle("submitNumber", recordingHandlers(seen))({ step: 3, text: "A12345674" });

    expect({ reply, seen }).toEqual({ reply: { kind: "accepted" }, seen: [{ step: 3, text: "A12345674" }] });
  });

  it.each(counterRequestNames)("%s: rejects what is no payload of it, unread", async (name) => {
    const seen: unknown[] = [];
    const handle = parseThenHandle(name, recordingHandlers(seen));
    const replies = await Promise.all(
      [undefined, null, 7, "x", [], { step: "1" }, { extra: true }].map((bad) => handle(bad)),
    );

    expect(seen).toEqual([]);
    expect(new Set(replies.map((reply) => reply.kind))).toEqual(new Set(["rejected"]));
  });
});
