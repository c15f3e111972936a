import type { IconProps } from "./icon-props.ts";
import { LineIcon } from "./LineIcon.tsx";

/** A plug: readers being attached and taken away. */
export function PlugIcon({ size }: IconProps) {
  return (
    <LineIcon size={size}>
      <path d="M8 3v5M16 3v5M5.5 8h13v3.5a6.5 6.5 0 0 1-13 0zM12 18v3.5" />
    </LineIcon>
  );
}
