import type { IconProps } from "./icon-props.ts";
import { LineIcon } from "./LineIcon.tsx";

/** The printed face of a card. */
export function CardFaceIcon({ size }: IconProps) {
  return (
    <LineIcon size={size}>
      <rect x="2.5" y="5" width="19" height="14" rx="2.5" />
      <rect x="5.5" y="9.5" width="5" height="4" rx=".8" />
      <path d="M13.5 10h5M13.5 13.5h3" />
    </LineIcon>
  );
}
