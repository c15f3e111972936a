import type { IconProps } from "./icon-props.ts";
import { Mark } from "./Mark.tsx";

/** Done and in the ledger: a filled disc with a tick. */
export function ConfirmedMark({ size }: IconProps) {
  return (
    <Mark size={size}>
      <circle cx="24" cy="24" r="22" fill="currentColor" />
      <path
        className="mark-stroke"
        pathLength={1}
        d="M13.5 25l7.5 7.5L35 17.5"
        stroke="var(--on-done)"
        strokeWidth="4.8"
      />
    </Mark>
  );
}
