import type { IconProps } from "./icon-props.ts";
import { Mark } from "./Mark.tsx";

/** Nothing to do: an open ring with two bars. */
export function AlreadyAssociatedMark({ size }: IconProps) {
  return (
    <Mark size={size}>
      <circle cx="24" cy="24" r="20" stroke="currentColor" strokeWidth="4" />
      <path className="mark-stroke" pathLength={1} d="M15 20h18M15 28.5h18" stroke="currentColor" strokeWidth="4.4" />
    </Mark>
  );
}
