import { Facts } from "../../../components/Facts.tsx";
import { CardNumberFact } from "./CardNumberFact.tsx";
import { EndedNote } from "./EndedNote.tsx";
import { EntryFact } from "./EntryFact.tsx";
import type { DetailsProps } from "./outcome-details.ts";

/** Withdrawn: the service keeps a tombstone, so that a late request cannot bring it back. */
export function CancelledDetails({ outcome, work }: DetailsProps<"cancelled">) {
  return (
    <>
      <Facts>
        <CardNumberFact masked={outcome.cardNumberMasked} />
        <EntryFact entryRef={work.entryRef} />
      </Facts>
      <EndedNote tone="plain" of="cancelled" earlier={false} />
    </>
  );
}
