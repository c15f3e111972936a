import { assertNever } from "../../../../shared/basics/assert-never.ts";
import type { WorkOf } from "../../../store/counter-store.ts";
import { AlreadyAssociatedDetails } from "./AlreadyAssociatedDetails.tsx";
import { CancelledDetails } from "./CancelledDetails.tsx";
import { ClaimedDetails } from "./ClaimedDetails.tsx";
import { ConfirmedDetails } from "./ConfirmedDetails.tsx";
import { ConflictDetails } from "./ConflictDetails.tsx";
import { ParkedDetails } from "./ParkedDetails.tsx";
import { RefusedDetails } from "./RefusedDetails.tsx";
import { SendingDetails } from "./SendingDetails.tsx";
import { UnknownDetails } from "./UnknownDetails.tsx";
import { WaitingDetails } from "./WaitingDetails.tsx";

/** What stands below the plate, by outcome. */
export function OutcomeDetails({ work }: { readonly work: WorkOf<"ended"> }) {
  const { outcome } = work;
  switch (outcome.kind) {
    case "confirmed":
      return <ConfirmedDetails outcome={outcome} work={work} />;
    case "alreadyAssociated":
      return <AlreadyAssociatedDetails outcome={outcome} work={work} />;
    case "claimed":
      return <ClaimedDetails outcome={outcome} work={work} />;
    case "conflict":
      return <ConflictDetails outcome={outcome} work={work} />;
    case "refused":
      return <RefusedDetails outcome={outcome} work={work} />;
    case "waiting":
      return <WaitingDetails outcome={outcome} work={work} />;
    case "sending":
      return <SendingDetails outcome={outcome} work={work} />;
    case "unknown":
      return <UnknownDetails outcome={outcome} work={work} />;
    case "parked":
      return <ParkedDetails outcome={outcome} work={work} />;
    case "cancelled":
      return <CancelledDetails outcome={outcome} work={work} />;
    default:
      return assertNever(outcome);
  }
}
