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
    case "unknown": {
      const isInterrupted = outcome.failure === "entry/interrupted";
      return {
        title: "outcomes.unknown-title",
        sentence: isInterrupted ? "outcomes.unknown-sentence-interrupted" : "outcomes.unknown-sentence",
      } as const;
    }
    default:
      return { title: `outcomes.${outcome.kind}-title`, sentence: `outcomes.${outcome.kind}-sentence` } as const;
  }
}
