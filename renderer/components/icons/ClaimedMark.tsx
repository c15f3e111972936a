import type { IconProps } from "./icon-props.ts";
import { Mark } from "./Mark.tsx";

/** Taken in, the last word outstanding: an hourglass. */
export function ClaimedMark({ size }: IconProps) {
  return (
    <Mark size={size}>
      <path
        d="M11 4.5h26v6.5c0 5.5-4 9.5-8.5 13 4.5 3.5 8.5 7.5 8.5 13v6.5H11V37c0-5.5 4-9.5 8.5-13-4.5-3.5-8.5-7.5-8.5-13z"
        fill="currentColor"
        stroke="currentColor"
        strokeWidth="3"
      />
      <path
        className="mark-stroke"
        pathLength={1}
        d="M19 15.5h10M17 38.5h14"
        stroke="var(--on-pending)"
        strokeWidth="4"
      />
    </Mark>
  );
}
