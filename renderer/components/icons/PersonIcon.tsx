import type { IconProps } from "./icon-props.ts";
import { LineIcon } from "./LineIcon.tsx";

/** A person: holder or operator. */
export function PersonIcon({ size }: IconProps) {
  return (
    <LineIcon size={size}>
      <circle cx="12" cy="8" r="4" />
      <path d="M4 20.5c.8-4 4-6 8-6s7.2 2 8 6" />
    </LineIcon>
  );
}
