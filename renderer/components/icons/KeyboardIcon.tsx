import type { IconProps } from "./icon-props.ts";
import { LineIcon } from "./LineIcon.tsx";

/** Typed, not read. */
export function KeyboardIcon({ size }: IconProps) {
  return (
    <LineIcon size={size}>
      <rect x="2.5" y="6.5" width="19" height="11" rx="2" />
      <path d="M6 10h.01M9.5 10h.01M13 10h.01M17.5 10h.01M8 14h8" />
    </LineIcon>
  );
}
