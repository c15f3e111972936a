import type { IconProps } from "./icon-props.ts";
import { Mark } from "./Mark.tsx";

/** Withdrawn, nothing was done: a plain cross. */
export function CancelledMark({ size }: IconProps) {
  return (
    <Mark size={size}>
      <path className="mark-stroke" pathLength={1} d="M9 9l30 30M39 9L9 39" stroke="currentColor" strokeWidth="8" />
    </Mark>
  );
}
