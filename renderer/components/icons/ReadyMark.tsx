import type { IconProps } from "./icon-props.ts";
import { Mark } from "./Mark.tsx";

/** Working as it should: the small disc with a bolder tick for bars and lists. */
export function ReadyMark({ size }: IconProps) {
  return (
    <Mark size={size}>
      <circle cx="24" cy="24" r="21" fill="currentColor" />
      <path d="M14.5 25l6.5 6.5L34 18" stroke="var(--on-done)" strokeWidth="5.6" />
    </Mark>
  );
}
