import type { OutcomeView } from "../../../../shared/contracts/outcome-view.ts";
import type { WorkOf } from "../../../store/counter-store.ts";

export type OutcomeOf<Kind extends OutcomeView["kind"]> = Extract<OutcomeView, { readonly kind: Kind }>;

/** What the part of an outcome screen below the plate gets. */
export type DetailsProps<Kind extends OutcomeView["kind"]> = {
  readonly outcome: OutcomeOf<Kind>;
  readonly work: WorkOf<"ended">;
};
