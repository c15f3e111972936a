import type { IconProps } from "./icon-props.ts";
import { Mark } from "./Mark.tsx";

/** Put aside until someone decides: a triangle on its tip with a pause sign. */
export function ParkedMark({ size }: IconProps) {
  return (
    <Mark size={size}>
      <path d="M24 43L3 6h42z" fill="currentColor" stroke="currentColor" strokeWidth="4" />
      <path
        className="mark-stroke"
        pathLength={1}
        d="M19.5 12.5v9.5M28.5 12.5v9.5"
        stroke="var(--on-stopped)"
        strokeWidth="4.6"
      />
    </Mark>
  );
}
