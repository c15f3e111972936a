import type { IconProps } from "./icon-props.ts";
import { Mark } from "./Mark.tsx";

/** Two records that contradict each other: a diamond with an unequal sign. */
export function ConflictMark({ size }: IconProps) {
  return (
    <Mark size={size}>
      <path d="M24 2.5L45.5 24 24 45.5 2.5 24z" fill="currentColor" stroke="currentColor" strokeWidth="2" />
      <path
        className="mark-stroke"
        pathLength={1}
        d="M15.5 20h17M15.5 28h17M28.5 14l-9 20"
        stroke="var(--on-stopped)"
        strokeWidth="4"
      />
    </Mark>
  );
}
