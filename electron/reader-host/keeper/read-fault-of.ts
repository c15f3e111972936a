import type { CardFault } from "../../../shared/card/decoded-card.ts";
import type { ReadFault } from "../../../shared/readers/read-fault.ts";

/** What a swipe that decoded to no card is called on the way to a screen: the kind, and the tracks that were bad. */
export function readFaultOf(fault: CardFault): ReadFault {
  switch (fault.kind) {
    case "nothing-read":
    case "not-a-card":
      return { kind: fault.kind, badTracks: [] };
    case "unreadable":
      return { kind: fault.kind, badTracks: fault.tracks.map(({ track }) => track) };
    case "check-failed":
      return { kind: fault.kind, badTracks: [fault.track] };
    case "tracks-disagree":
      return { kind: fault.kind, badTracks: [...fault.tracks].sort((one, other) => one - other) };
  }
}
