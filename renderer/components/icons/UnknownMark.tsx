import type { IconProps } from "./icon-props.ts";
import { Mark } from "./Mark.tsx";

/** Sent, result not known: a broken ring with a question mark. */
export function UnknownMark({ size }: IconProps) {
  return (
    <Mark size={size}>
      <circle cx="24" cy="24" r="20" stroke="currentColor" strokeWidth="4.4" strokeDasharray="8.5 5.46" />
      <path
        className="mark-stroke"
        pathLength={1}
        d="M18.5 19a5.6 5.6 0 1 1 8.6 4.7c-2 1.3-3.1 2.4-3.1 4.8M24 34.5v.1"
        stroke="currentColor"
        strokeWidth="4.2"
      />
    </Mark>
  );
}
