import { Facts } from "../../../components/Facts.tsx";
import { CardNumberFact } from "./CardNumberFact.tsx";
import { EndedNote } from "./EndedNote.tsx";
import type { DetailsProps } from "./outcome-details.ts";
import { SavedFact } from "./SavedFact.tsx";

/** An entry of this card is on its way at this moment: nothing to do but to wait for its answer. */
export function SendingDetails({ outcome, work }: DetailsProps<"sending">) {
  return (
    <>
      <Facts>
        <CardNumberFact masked={outcome.cardNumberMasked} />
        <SavedFact savedAtMs={outcome.savedAtMs} entryRef={work.entryRef} />
      </Facts>
      <EndedNote tone="pending" of="sending" earlier={work.earlier} />
    </>
  );
}
