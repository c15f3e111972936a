import type { IconProps } from "./icon-props.ts";
import { LineIcon } from "./LineIcon.tsx";

/** A card passing through a reader. */
export function SwipeIcon({ size }: IconProps) {
  return (
    <LineIcon size={size}>
      <path d="M2.5 16h19v3a1.5 1.5 0 0 1-1.5 1.5H4A1.5 1.5 0 0 1 2.5 19z" />
      <path d="M8.5 16V6.5A1.5 1.5 0 0 1 10 5h9a1.5 1.5 0 0 1 1.5 1.5V16" />
      <path d="M8.5 12h12" strokeWidth="3" />
      <path d="M3 8h2.5M2.5 12h3" />
    </LineIcon>
  );
}
