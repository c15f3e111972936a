import type { IconProps } from "./icon-props.ts";
import { LineIcon } from "./LineIcon.tsx";

/** Not like this. */
export function CrossIcon({ size }: IconProps) {
  return (
    <LineIcon size={size}>
      <path d="M6.5 6.5l11 11M17.5 6.5l-11 11" strokeWidth="2.6" />
    </LineIcon>
  );
}
