import type { IconProps } from "./icon-props.ts";
import { Mark } from "./Mark.tsx";

/** Stopped: an octagon with a bar. */
export function RefusedMark({ size }: IconProps) {
  return (
    <Mark size={size}>
      <path d="M15 2.5h18L45.5 15v18L33 45.5H15L2.5 33V15z" fill="currentColor" />
      <path className="mark-stroke" pathLength={1} d="M14 24h20" stroke="var(--on-stopped)" strokeWidth="6" />
    </Mark>
  );
}
