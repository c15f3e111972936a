import type { IconProps } from "./icon-props.ts";
import { LineIcon } from "./LineIcon.tsx";

/** A card with a magnetic stripe, and the readers for it. */
export function StripeCardIcon({ size }: IconProps) {
  return (
    <LineIcon size={size}>
      <rect x="2.5" y="5" width="19" height="14" rx="2.5" />
      <path d="M2.5 9.5h19" strokeWidth="3.5" />
      <path d="M6 15h6" />
    </LineIcon>
  );
}
