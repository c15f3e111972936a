import type { ComponentType } from "react";
import type { ListItem } from "../../shared/contracts/counter-snapshot.ts";
import type { OutcomeView } from "../../shared/contracts/outcome-view.ts";
import { AlreadyAssociatedMark } from "./icons/AlreadyAssociatedMark.tsx";
import { CancelledMark } from "./icons/CancelledMark.tsx";
import { ClaimedMark } from "./icons/ClaimedMark.tsx";
import { ConfirmedMark } from "./icons/ConfirmedMark.tsx";
import { ConflictMark } from "./icons/ConflictMark.tsx";
import type { IconProps } from "./icons/icon-props.ts";
import { ParkedMark } from "./icons/ParkedMark.tsx";
import { RefusedMark } from "./icons/RefusedMark.tsx";
import { ToSendMark } from "./icons/ToSendMark.tsx";
import { UnknownMark } from "./icons/UnknownMark.tsx";

export type ResultLook = {
  readonly tone: "done" | "pending" | "stopped" | "quiet";
  readonly Icon: ComponentType<IconProps>;
};

/** How each result is drawn in lists, in the rail and on the plate; its word is `frame.result-<kind>`. */
export const resultLooks: Readonly<Record<ListItem["result"] | OutcomeView["kind"], ResultLook>> = {
  confirmed: { tone: "done", Icon: ConfirmedMark },
  alreadyAssociated: { tone: "done", Icon: AlreadyAssociatedMark },
  claimed: { tone: "pending", Icon: ClaimedMark },
  conflict: { tone: "stopped", Icon: ConflictMark },
  refused: { tone: "stopped", Icon: RefusedMark },
  waiting: { tone: "pending", Icon: ToSendMark },
  sending: { tone: "pending", Icon: ToSendMark },
  unknown: { tone: "pending", Icon: UnknownMark },
  parked: { tone: "stopped", Icon: ParkedMark },
  cancelled: { tone: "quiet", Icon: CancelledMark },
};
