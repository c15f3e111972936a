import { describe, expect, it } from "vitest";
import type { CounterPushName, IntentReply } from "../../shared/contracts/ipc.ts";
import type { Bridge } from "./bridge.ts";
import { aListsView, aStatusView, sampleWork } from "./snapshot-builders.ts";

/** A bridge with its far end in the test's hands. */
export type BridgeUnderTest = {
  readonly bridge: Bridge;
  readonly received: () => readonly { readonly name: string; readonly payload: unknown }[];
  readonly answerWith: (reply: IntentReply) => void;
  readonly push: (name: CounterPushName, value: unknown) => void;
};

/** What every adapter of the bridge does. */
export function describeBridge(name: string, open: () => BridgeUnderTest): void {
  describe(`${name} bridge`, () => {
    it("carries an intent with its payload and brings the reply back", async () => {
      const { bridge, received, answerWith } = open();
      answerWith({ kind: "stale" });

      const reply = await bridge.submitNumber({ step: 3, text: "A12345674" });

      expect(reply).toEqual({ kind: "stale" });
      expect(received()).toEqual([{ name: "submitNumber", payload: { step: 3, text: "A12345674" } }]);
    });

    it("rejects a payload that is not the contract's without sending it", async () => {
      const { bridge, received } = open();

      const reply = await bridge.submitNumber({ step: 3, text: "9".repeat(65) });

      expect(reply).toEqual({ kind: "rejected", why: "payload" });
      expect(received()).toEqual([]);
    });

    it("hands every kind of push to its listeners", () => {
      const { bridge, push } = open();
      const seen: unknown[] = [];
      bridge.onWork((work) => seen.push(work));
      bridge.onStatus((status) => seen.push(status));
      bridge.onLists((lists) => seen.push(lists));
      bridge.onCue((cue) => seen.push(cue));

      push("work", sampleWork.confirming);
      push("status", aStatusView());
      push("lists", aListsView());
      push("cue", "read");

      expect(seen).toEqual([sampleWork.confirming, aStatusView(), aListsView(), "read"]);
    });

    it("stops one listener and leaves the others", () => {
      const { bridge, push } = open();
      const seen: string[] = [];
      const stop = bridge.onCue((cue) => seen.push(`first ${cue}`));
      bridge.onCue((cue) => seen.push(`second ${cue}`));

      stop();
      push("cue", "confirmed");

      expect(seen).toEqual(["second confirmed"]);
    });
  });
}
