import type { OutcomeView } from "../../../../shared/contracts/outcome-view.ts";

/** The line along the plate's left edge: it tells the outcomes apart a second time, without colour. */
export type PlateEdge = "solid" | "double" | "dashed" | "dotted" | "half" | "broken" | "thin";

export const plateEdges: Readonly<Record<OutcomeView["kind"], PlateEdge>> = {
  confirmed: "solid",
  alreadyAssociated: "double",
  claimed: "half",
  conflict: "double",
  refused: "solid",
  waiting: "dashed",
  sending: "dashed",
  unknown: "dotted",
  parked: "broken",
  cancelled: "thin",
};

/** Keys of title and sentence of an outcome's plate. */
export function plateWordsOf(outcome: OutcomeView) {
  switch (outcome.kind) {
    case "refused":
      return {
        title: `outcomes.refused-${outcome.reason}-title`,
        sentence: `outcomes.refused-${outcome.reason}-sentence`,
      } as const;
    case "conflict":
      return { title: "outcomes.conflict-title", sentence: `outcomes.conflict-sentence-${outcome.about}` } as const;
    case "unknown":
      return { title: "outcomes.unknown-title", sentence: unknownSentenceOf(outcome.failure) } as const;
    default:
      return { title: `outcomes.${outcome.kind}-title`, sentence: `outcomes.${outcome.kind}-sentence` } as const;
  }
}

/** That no answer came is said only where none did: one that tells nothing of the entry leaves it as open. */
function unknownSentenceOf(failure: string) {
  switch (failure) {
    case "entry/interrupted":
      return "outcomes.unknown-sentence-interrupted";
    case "service/timeout":
      return "outcomes.unknown-sentence-no-answer";
    default:
      return "outcomes.unknown-sentence";
  }
}
