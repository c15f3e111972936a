import type { IconProps } from "./icon-props.ts";
import { LineIcon } from "./LineIcon.tsx";

/** The tie between two things. */
export function LinkIcon({ size }: IconProps) {
  return (
    <LineIcon size={size}>
      <path d="M10 7H7.5a5 5 0 0 0 0 10H10M14 7h2.5a5 5 0 0 1 0 10H14M8.5 12h7" />
    </LineIcon>
  );
}
