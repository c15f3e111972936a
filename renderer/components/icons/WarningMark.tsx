import type { IconProps } from "./icon-props.ts";
import { Mark } from "./Mark.tsx";

/** Needs a look: an upright triangle with an exclamation mark. */
export function WarningMark({ size }: IconProps) {
  return (
    <Mark size={size}>
      <path d="M24 5L45 42H3z" fill="currentColor" stroke="currentColor" strokeWidth="4" />
      <path d="M24 18v11M24 35.5v.1" stroke="var(--on-pending)" strokeWidth="4.6" />
    </Mark>
  );
}
