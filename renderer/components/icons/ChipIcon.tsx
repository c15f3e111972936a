import type { IconProps } from "./icon-props.ts";
import { LineIcon } from "./LineIcon.tsx";

/** A contact chip, and the readers for it. */
export function ChipIcon({ size }: IconProps) {
  return (
    <LineIcon size={size}>
      <rect x="3" y="4" width="18" height="16" rx="3.5" />
      <path d="M3 9.5h6v5H3M21 9.5h-6v5h6M9 9.5V4M15 9.5V4M9 14.5V20M15 14.5V20" />
    </LineIcon>
  );
}
