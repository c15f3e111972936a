import type { IconProps } from "./icon-props.ts";
import { LineIcon } from "./LineIcon.tsx";

/** Search. */
export function SearchIcon({ size }: IconProps) {
  return (
    <LineIcon size={size}>
      <circle cx="10.5" cy="10.5" r="6" />
      <path d="M15 15l5.5 5.5" />
    </LineIcon>
  );
}
