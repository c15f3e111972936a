import { expect, test } from "vitest";
import type { CardFault } from "../../../shared/card/decoded-card.ts";
import { ReadFault } from "../../../shared/readers/read-fault.ts";
import { readFaultOf } from "./read-fault-of.ts";

test("every card fault becomes a read fault of the contract that names the bad tracks only", () => {
  const faults: readonly CardFault[] = [
    { kind: "nothing-read" },
    { kind: "not-a-card" },
    {
      kind: "unreadable",
      tracks: [
        { track: 1, reason: "lrc-mismatch" },
        { track: 3, reason: "too-long" },
      ],
    },
    { kind: "check-failed", track: 2, keyKind: "bankNumber" },
    { kind: "tracks-disagree", tracks: [3, 2], keyKind: "bankNumber" },
  ];

  expect(faults.map((fault) => ReadFault.parse(readFaultOf(fault)))).toEqual([
    { kind: "nothing-read", badTracks: [] },
    { kind: "not-a-card", badTracks: [] },
    { kind: "unreadable", badTracks: [1, 3] },
    { kind: "check-failed", badTracks: [2] },
    { kind: "tracks-disagree", badTracks: [2, 3] },
  ]);
});
