import type { IconProps } from "./icon-props.ts";
import { LineIcon } from "./LineIcon.tsx";

/** A step behind. */
export function StepTickIcon({ size }: IconProps) {
  return (
    <LineIcon size={size}>
      <path d="M5 12.5l4.5 4.5L19 7.5" strokeWidth="2.6" />
    </LineIcon>
  );
}
