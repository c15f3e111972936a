import type { ComponentType } from "react";
import type { ReaderStatus } from "../../shared/readers/reader-status.ts";
import { CrossIcon } from "./icons/CrossIcon.tsx";
import type { IconProps } from "./icons/icon-props.ts";
import { PausedIcon } from "./icons/PausedIcon.tsx";
import { ReadyMark } from "./icons/ReadyMark.tsx";
import { SpinnerIcon } from "./icons/SpinnerIcon.tsx";
import { WarningMark } from "./icons/WarningMark.tsx";

export type ReaderLook = {
  readonly tone: "done" | "pending" | "stopped" | "quiet";
  readonly Icon: ComponentType<IconProps>;
  /** Order of use to a clerk: 0 reads cards now. */
  readonly rank: number;
};

/** How each state of a reader is drawn; its word is `frame.reader-<kind>`. */
export const readerLooks: Readonly<Record<ReaderStatus["kind"], ReaderLook>> = {
  reading: { tone: "done", Icon: SpinnerIcon, rank: 0 },
  ready: { tone: "done", Icon: ReadyMark, rank: 1 },
  starting: { tone: "quiet", Icon: SpinnerIcon, rank: 2 },
  attached: { tone: "quiet", Icon: SpinnerIcon, rank: 3 },
  silent: { tone: "pending", Icon: WarningMark, rank: 4 },
  paused: { tone: "pending", Icon: PausedIcon, rank: 5 },
  faulted: { tone: "stopped", Icon: WarningMark, rank: 6 },
  absent: { tone: "stopped", Icon: CrossIcon, rank: 7 },
};
